/** How a program ends, or why nobody can say so, in words. */
import type { Doubt, DoubtKind, Ending } from "../interp/ending/ending";
import type { Foretold } from "../interp/ending/foretell";
import type { Platform } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Locator } from "./locate";

/** "exits with 1", "killed by SIGSEGV", or "end not known: …". */
export function wordsForEnd(
  { endings, doubt, choice }: Foretold,
  { title }: Platform,
  locator: Locator,
): string {
  const lineOf = ({ start, end }: Span) => locator.location({ start, end }).start.line + 1;
  if (doubt) return `end not known: ${wordsForDoubt(doubt, doubt.span && lineOf(doubt.span))}`;
  const [only, ...others] = endings;
  if (only && others.length === 0) return wordsFor(only);
  const alternatives = endings.map(wordsFor).join(", or ");
  if (!choice) return `end not known: ${alternatives}`;
  const what =
    choice.kind === "answer"
      ? `what ${title} answers to ${choice.name}() in line ${lineOf(choice.span)}`
      : `a condition in line ${lineOf(choice.span)}`;
  return `end not known: it depends on ${what}: ${alternatives}`;
}

const wordsFor = (ending: Ending): string =>
  ending.kind === "exit" ? `exits with ${ending.status}` : `killed by ${ending.signal}`;

function wordsForDoubt({ kind, name }: Doubt, line: number | undefined): string {
  const words = doubts[kind](name === "" ? "a function" : `${name}()`, name);
  return line === undefined ? words : `${words} in line ${line}`;
}

const doubts: Readonly<Record<DoubtKind, (call: string, name: string) => string>> = {
  access: () => "whether memory is there for the access",
  status: () => "with which status it exits",
  "unknown-function": (call) => `what ${call} does`,
  waits: (call) => `whether ${call} returns`,
  concurrent: (call) => `what else runs after ${call}`,
  exec: (call) => `what is executed by ${call}`,
  loop: () => "how often the loop runs",
  signal: (_call, name) => `who handles ${name === "" ? "a signal" : name}`,
  order: () => "which operand is evaluated first",
  overflow: () => "what becomes of a number that does not fit its type",
  "gave-up": (_call, name) => `not everything was followed (${name})`,
  endless: () => "no path comes to an end",
};
