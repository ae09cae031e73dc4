/** Whether another compiler would have expanded a file alike: if nothing that was read names what tells the two apart. */
import type { Expanded, PreprocessInput } from "../source";

type Compiler = Pick<PreprocessInput, "predefines" | "constants">;

/** Would all of these expansions be the same for a compiler that differs only in this? Some that would be are not told. */
export function areAlike(expansions: readonly Expanded[], before: Compiler, now: Compiler): boolean {
  const macros = differing(before.predefines, now.predefines);
  if (expansions.some(({ pasted }) => macros.some((name) => pasted.has(name)))) return false;
  const macro = wordOf(macros);
  // Constants are read in directives only, but a macro may bring them there.
  const constant = wordOf(
    differing(before.constants, now.constants).map((question) => question.replace(/\(.*/, "")),
  );
  // What was defined for the command line's sake may lead to what the compiler defines.
  if (macro?.test(Object.values(before.predefines).join("\n"))) return false;
  const texts = new Set(expansions.flatMap(({ files }) => [...files.values()]));
  return [...texts].every((text) => {
    if (macro?.test(text)) return false;
    if (!constant?.test(text)) return true;
    return !constant.test((text.match(directive) ?? []).join("\n"));
  });
}

/** To the end of its last line, and of comments that begin there. */
const directive =
  /^(?:[ \t]|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:#|%:)(?:\/\*(?:[^*]|\*(?!\/))*\*\/|[^\\\r\n]|\\\r\n|\\[\r\n]|\\)*/gm;

/** Names that only one of the two has, or with another meaning. */
function differing<Value>(
  before: Readonly<Record<string, Value>>,
  now: Readonly<Record<string, Value>>,
): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]);
}

const wordOf = (names: readonly string[]): RegExp | undefined =>
  names.length === 0 ? undefined : new RegExp(`\\b(?:${names.join("|")})\\b`);
