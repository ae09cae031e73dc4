/** The rule `unused-suppression`: comments that suppress nothing, told where they stand. */
import { unusedSuppression } from "../../rules/unused-suppression";
import { nearest } from "../../text/near";
import { type Span, span } from "../../text/span";
import { ruleIds } from "../config/names";
import type { Coverage } from "../coverage";
import type { CheckRequest, Finding, Fix, Location, Severity } from "../types";
import { type Directive, verbs } from "./directives";
import type { Mistake, Suppression, Suppressions } from "./suppressions";

/** `findings`: all, suppressed or not; a comment without rules may have meant them. */
export function unusedIn(
  suppressions: Suppressions,
  { file, text }: CheckRequest,
  coverage: Coverage,
  findings: readonly Finding[],
): Finding[] {
  const byDirective = new Map<Directive, Suppression[]>();
  for (const one of suppressions.all)
    byDirective.set(one.directive, [...(byDirective.get(one.directive) ?? []), one]);
  const say = telling(suppressions, file, coverage);
  return [
    ...[...byDirective].flatMap(([directive, all]) => [
      ...unknownRules(all, say),
      ...unused(directive, all, suppressions, text, coverage, say),
    ]),
    ...suppressions.mistakes.map((mistake) => mistaken(mistake, text, findings, suppressions, say)),
  ];
}

type Say = (place: Span, severity: Severity, message: string, fixes: readonly Edits[]) => Finding;

interface Edits extends Omit<Fix, "edits"> {
  readonly span: Span;
  readonly newText: string;
}

function telling({ index }: Suppressions, file: string, { platforms }: Coverage): Say {
  const locate = ({ start, end }: Span): Location => ({
    file,
    start: index.positionAt(start),
    end: index.positionAt(end),
  });
  return (place, severity, message, fixes) => ({
    rule: unusedSuppression.id,
    severity,
    certainty: "certain",
    platforms: platforms.map((id) => ({ id, certainty: "certain", severity })),
    location: locate(place),
    message,
    path: [],
    because: [],
    fixes: fixes.map(({ title, safe, span: changed, newText }) => ({
      title,
      safe,
      edits: [{ ...locate(changed), newText }],
    })),
  });
}

function unknownRules(all: readonly Suppression[], say: Say): Finding[] {
  return all.flatMap(({ named }) => {
    if (named === undefined || ruleIds.includes(named.rule)) return [];
    const meant = nearest(named.rule, ruleIds);
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    const title = `Write ${meant}`;
    const fixes = meant === undefined ? [] : [{ title, safe: false, span: named.span, newText: meant }];
    return [say(named.span, "warning", `no rule is called ${named.rule}${hint}`, fixes)];
  });
}

function unused(
  directive: Directive,
  all: readonly Suppression[],
  suppressions: Suppressions,
  text: string,
  { isJudged, isLive }: Coverage,
  say: Say,
): Finding[] {
  const idle = all.filter(
    ({ named, isUsed, covers }) =>
      !isUsed &&
      named?.rule !== unusedSuppression.id &&
      (named === undefined || ruleIds.includes(named.rule)) &&
      isJudged(named?.rule) &&
      (directive.verb === "ignore-file" || suppressions.hasCode(covers, isLive)),
  );
  if (idle.length === 0) return [];
  const names = idle.flatMap(({ named }) => named?.rule ?? []);
  const where = places[directive.verb] ?? "here";
  const what = names.length === 0 ? "no finding" : `no finding of ${names.join(" or ")}`;
  const kept = all.filter((one) => !idle.includes(one)).flatMap(({ named }) => named?.rule ?? []);
  const fixes = kept.length === 0 ? removal(text, directive) : [withOnly(kept, directive)];
  return [say(directive.span, "hint", `this suppresses nothing: ${what} lies ${where}`, fixes)];
}

const places: Readonly<Record<string, string>> = {
  ignore: "on its line",
  "ignore-file": "in this file",
  disable: "between it and its end",
};

function withOnly(kept: readonly string[], { named }: Directive): Edits {
  const [first, last] = [named[0], named.at(-1)];
  const list = span(first?.span.start ?? 0, last?.span.end ?? 0);
  return { title: "Remove what is not needed", safe: true, span: list, newText: kept.join(", ") };
}

function mistaken(
  { directive, kind, covers }: Mistake,
  text: string,
  findings: readonly Finding[],
  suppressions: Suppressions,
  say: Say,
): Finding {
  const { verb } = directive;
  const remove = removal(text, directive);
  const tell = (message: string, fixes: readonly Edits[] = remove) =>
    say(directive.span, "warning", message, fixes);
  if (kind === "open bracket") return tell("the list of rules has no end: ] is missing", []);
  if (kind === "ends nothing") return tell("this ends nothing: no such rule is disabled before it");
  if (kind === "no verb") {
    const meant = nearest(verb, verbs);
    const known = `mlock-lint knows ${verbs.slice(0, -1).join(", ")} and ${verbs.at(-1)}`;
    return tell(meant === undefined ? `${known}, and not "${verb}"` : `${known}; did you mean ${meant}?`);
  }
  const here = covers ? findings.filter((one) => isWithin(one, covers, suppressions)) : [];
  const rules = [...new Set(here.map(({ rule }) => rule))];
  const insert = {
    title: `Ignore only ${rules.join(", ")}`,
    safe: false,
    span: directive.span,
    newText: `mlock-lint: ${verb}[${rules.join(", ")}]`,
  };
  const message = `this names no rule and so suppresses nothing: ${verb}[${rules.join(", ") || "rule"}]`;
  return tell(message, rules.length === 0 ? remove : [insert, ...remove]);
}

const isWithin = ({ location }: Finding, { start, end }: Span, { index }: Suppressions): boolean => {
  const at = index.offsetAt(location.start);
  return start <= at && at < end;
};

/** With its line where it stands alone there; a comment that says something else before it is left to its author. */
function removal(text: string, { comment, leads, span: said }: Directive): Edits[] {
  const isLineComment = text.startsWith("//", comment.start);
  if (!leads && !isLineComment) return [];
  const start = leads ? comment.start : text.lastIndexOf("//", said.start);
  const before = blanksBefore(text, start);
  const after = blanksAfter(text, comment.end);
  const isFirst = before === 0 || isBreak(text, before - 1);
  const isLast = after === text.length || isBreak(text, after);
  const whole = { title: "Remove the comment", safe: true, newText: "" };
  if (isFirst && isLast) return [{ ...whole, span: span(before, afterBreak(text, after)) }];
  if (isFirst) return [{ ...whole, span: span(start, after) }];
  return [{ ...whole, span: span(before, comment.end) }];
}

function blanksBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && isBlank(text, start - 1)) start--;
  return start;
}

function blanksAfter(text: string, at: number): number {
  let end = at;
  while (end < text.length && isBlank(text, end)) end++;
  return end;
}

const afterBreak = (text: string, at: number): number =>
  text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length);

const isBlank = (text: string, at: number): boolean => text[at] === " " || text[at] === "\t";
const isBreak = (text: string, at: number): boolean => text[at] === "\n" || text[at] === "\r";
