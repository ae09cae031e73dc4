/** Reads a fixture: C with marks in comments that say what must be found, and what must not, on which line. */
import type { PlatformId, Severity } from "../../server/src/ide/types";

export interface Mark {
  readonly kind: "expect" | "expect?" | "ok" | "known-miss" | "known-noise";
  /** Empty for `ok`. */
  readonly rule: string;
  readonly severity: Severity | undefined;
  /** Undefined: every platform of the fixture. */
  readonly platforms: readonly string[] | undefined;
  /** Words that the message must contain. */
  readonly text: string | undefined;
  /** Zero-based line of the code it judges. */
  readonly line: number;
  /** Columns that the finding must cover, from carets. */
  readonly columns: readonly [number, number] | undefined;
  /** Where the mark itself is written. */
  readonly at: { readonly line: number; readonly start: number; readonly end: number };
}

export interface Fixture {
  /** With every mark blanked out in place: marks are for the runner and must not speak to the linter. */
  readonly text: string;
  /** Without header and marks, as a program would be written; what `apply` works on. */
  readonly clean: string;
  readonly platforms: readonly PlatformId[] | "auto";
  readonly title: string | undefined;
  /** Part of the title of the fix to apply. */
  readonly apply: string | undefined;
  /** Macros defined on the command line. */
  readonly defines: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
  /** Marks and headers that cannot be read; each fails the fixture. */
  readonly problems: readonly string[];
}

const headerKeys = ["platforms", "apply", "title", "assume"];
const header = /^\/\/\s*([a-z]+):\s*(.*?)\s*$/;
const beginsLikeMark = /^\/\/\s*(\^+|(\^+\s*)?(expect|ok|known-miss|known-noise)(?![\w-]))/;
const on = String.raw`(?:\s+@(?<platforms>[a-z0-9.,-]+))?`;
const caret = String.raw`^//\s*(?<carets>\^+\s+)?`;
const forms = [
  new RegExp(
    `${caret}(?<kind>expect\\??)(?:\\s+(?<severity>error|warning|info|hint))?:\\s*(?<rule>[a-z][a-z0-9-]*)${on}(?:\\s+"(?<text>[^"]*)")?\\s*$`,
  ),
  new RegExp(
    `${caret}(?<kind>known-miss|known-noise):\\s*(?<rule>[a-z][a-z0-9-]*)${on}\\s+(?<reason>\\S.*)$`,
  ),
  new RegExp(`${caret}(?<kind>ok)${on}:\\s*(?<reason>\\S.*)$`),
];

export function parseFixture(source: string): Fixture {
  const head: Record<string, string> = {};
  const marks: Mark[] = [];
  const problems: string[] = [];
  const blanked: string[] = [];
  const clean: string[] = [];
  let code = -1;
  for (const [index, line] of source.split("\n").entries()) {
    const read = code < 0 ? line.match(header) : null;
    const key = read?.[1] ?? "";
    if (headerKeys.includes(key)) {
      if (head[key] !== undefined) problems.push(`line ${index + 1}: ${key} is given twice`);
      head[key] = read?.[2] ?? "";
      blanked.push(" ".repeat(line.length));
      continue;
    }
    const pieces = markPieces(line);
    if (line.trim() !== "" && !/^\s*\/\//.test(line)) code = index;
    let rest = line;
    for (const piece of pieces) {
      const mark = parseMark(piece.text, { line: index, start: piece.start, end: piece.end }, code);
      if (typeof mark === "string") problems.push(`line ${index + 1}: ${mark}: ${piece.text.trim()}`);
      else marks.push(mark);
      rest = rest.slice(0, piece.start) + " ".repeat(piece.end - piece.start) + rest.slice(piece.end);
    }
    blanked.push(rest);
    if (pieces.length === 0) clean.push(line);
    else if (rest.trim() !== "") clean.push(rest.trimEnd());
  }
  if (!head.platforms) problems.push("no `// platforms:` line before the code");
  return {
    text: blanked.join("\n"),
    clean: clean.join("\n"),
    platforms: platformList(head.platforms ?? ""),
    title: head.title,
    apply: head.apply,
    defines: defines(head.assume ?? ""),
    marks,
    problems,
  };
}

/** The comments of a line that begin like a mark; each `//` begins a new one. */
function markPieces(line: string): { text: string; start: number; end: number }[] {
  const starts = [...line.matchAll(/\/\//g)].map((match) => match.index);
  return starts
    .map((start, i) => ({ start, end: starts[i + 1] ?? line.length }))
    .map(({ start, end }) => ({ start, end, text: line.slice(start, end) }))
    .filter(({ text }) => beginsLikeMark.test(text));
}

function parseMark(text: string, at: Mark["at"], code: number): Mark | string {
  const groups = forms.map((form) => text.match(form)?.groups).find((found) => found !== undefined);
  if (!groups) return "unreadable mark";
  if (code < 0) return "a mark above any code";
  const carets = groups.carets?.trim();
  const start = at.start + text.indexOf("^");
  return {
    kind: groups.kind as Mark["kind"],
    rule: groups.rule ?? "",
    severity: groups.severity as Severity | undefined,
    platforms: groups.platforms?.split(","),
    text: groups.text,
    line: code,
    columns: carets ? [start, start + carets.length] : undefined,
    at,
  };
}

function platformList(text: string): readonly PlatformId[] | "auto" {
  return text === "auto" ? "auto" : (text.split(/[ ,]+/).filter((id) => id !== "") as PlatformId[]);
}

/** `assume: NAME OTHER=2` */
function defines(text: string): Record<string, string> {
  const words = text.split(/[ ,]+/).filter((word) => word !== "");
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf("=");
      return equals < 0 ? [word, "1"] : [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}
