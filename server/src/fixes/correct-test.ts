/** Makes a test tell success from failure: compares with what the call returns. */
import type { Repair } from "../rules/rule";
import type { Span } from "../text/span";
import { outsideOfGroups } from "./expressions";
import { failureTest, successTest } from "./results";
import type { FixScene, Repaired } from "./scene";

type CorrectTest = Extract<Repair, { readonly kind: "correct-test" }>;

export function correctTest(scene: FixScene, { site, test, fault }: CorrectTest): Repaired | undefined {
  const span = withNegation(scene, test);
  const text = span ? scene.text.slice(span.start, span.end).trim() : "";
  const isGroup = isParenthesized(text);
  const written = readTest(isGroup ? text.slice(1, -1).trim() : text);
  if (!span || !written) return undefined;
  const isMapping = site.name?.startsWith("mmap") ?? false;
  if (isMapping && isCast(scene, site.span)) return undefined;
  if (fault === "same-either-way" && !isForFailure(written, isMapping)) return undefined;
  if (fault === "inverted-truth" && written.constant !== "") return undefined;
  const asksForFailure = meansFailure(written, isMapping) !== (fault === "inverted");
  const comparison = asksForFailure ? failureTest(site) : successTest(site);
  const truth = written.operator === "==" ? written.subject : `!${written.subject}`;
  const corrected = fault === "inverted-truth" ? truth : `${written.subject} ${comparison}`;
  return {
    title: fault === "same-either-way" ? `Compare with ${comparison.split(" ")[1]}` : "Invert the test",
    safe: false,
    edits: [{ span, newText: isGroup ? `(${corrected})` : corrected }],
  };
}

/** `(uintptr_t)mmap(...)`: what is kept may be a number, which MAP_FAILED is not. */
function isCast(scene: FixScene, call: Span): boolean {
  const span = scene.sourceOf(call);
  return span === undefined || /\(\s*\w[\w\s]*\)\s*$/.test(scene.text.slice(0, span.start));
}

/** A negated condition is a condition with its branches exchanged: the `!` stands before it. */
function withNegation(scene: FixScene, test: Span): Span | undefined {
  const span = scene.sourceOf(test);
  const before = span && /!\s*$/.exec(scene.text.slice(0, span.start));
  return span && before ? { start: before.index, end: span.end } : span;
}

/** `x == C`, `x != C`; `x` and `!x` as comparisons with an empty constant. */
interface WrittenTest {
  readonly subject: string;
  readonly operator: "==" | "!=";
  readonly constant: string;
}

function readTest(text: string): WrittenTest | undefined {
  const compared = /^(.*[^\s<>=!])\s*(==|!=)\s*(\w+|-\s*\w+|\(void \*\)\s*-?\w+)$/s.exec(text);
  const [, left = "", operator, constant = ""] = compared ?? [];
  const subject = compared ? left : text.replace(/^!\s*/, "");
  if (!isOperand(subject)) return undefined;
  if (compared) return { subject, operator: operator === "==" ? "==" : "!=", constant };
  return { subject, operator: subject === text ? "!=" : "==", constant: "" };
}

const isZero = (constant: string): boolean => /^(|0|NULL)$/.test(constant);

/** What its author took a true outcome for: a null address is a failure, a zero is none. */
function meansFailure({ operator, constant }: WrittenTest, isMapping: boolean): boolean {
  const isFailure = isMapping || !isZero(constant);
  return (operator === "==") === isFailure;
}

/** Of other numbers than these nobody knows what they were taken for. */
const isForFailure = ({ constant }: WrittenTest, isMapping: boolean): boolean =>
  isMapping ? isZero(constant) : /^E[A-Z0-9]+$|^-\s*1$/.test(constant);

/** Can it stand left of a comparison? A name, a member, a call, something in parentheses. */
function isOperand(text: string): boolean {
  const outside = outsideOfGroups(text);
  return outside !== undefined && text !== "" && /^(?:[\w.\s]|->)*$/.test(outside);
}

/** One group from the first character to the last. */
function isParenthesized(text: string): boolean {
  const inner = text.slice(1, -1);
  if (!text.startsWith("(") || !text.endsWith(")")) return false;
  let depth = 0;
  for (const character of inner) {
    if (character === "(") depth++;
    if (character === ")" && --depth < 0) return false;
  }
  return depth === 0;
}
