/** What an #if may know of a name that is no macro: a header's constant, another platform's, or nothing. */
import type { Fact, Facts } from "./condition";
import type { Macro } from "./macros";

/** Set by compilers and build types; a platform's own predefines are complete, so the others are undefined. */
const OTHER_PLATFORMS = new Set(["linux", "unix", "sun", "WIN32", "DEBUG", "NDEBUG"]);
/** Reserved for the implementation: its compiler would define it, if it did. */
const RESERVED = /^_[_A-Z]/;
/** Options of POSIX, numbers of system calls, tests of a compiler's features: headers and compilers that are not read here answer them. */
const OPTIONS = /^(?:_(?:POSIX2?|XOPEN|SC|PC|CS)_|__NR_|__has_\w+\()/;

const TESTS_OF_THE_COMPILER = new Set([
  "__has_include",
  "__has_include_next",
  "__has_attribute",
  "__has_c_attribute",
  "__has_cpp_attribute",
  "__has_builtin",
]);

/** A test of the compiler's features; they are defined, and their answers are unknown. */
export const isCompilerTest = (name: string): boolean => TESTS_OF_THE_COMPILER.has(name);

export function namesKnown(
  macros: ReadonlyMap<string, Macro>,
  undefinedNames: ReadonlySet<string>,
  constants: Readonly<Record<string, number>>,
  otherNames: "are unknown" | "are undefined",
): Facts {
  const isClosed = otherNames === "are undefined";
  return (name): Fact => {
    // As a value, only a function-like macro without arguments gets here: 0, as any other name.
    if (macros.has(name)) return 0n;
    if (undefinedNames.has(name)) return "undefined";
    if (Object.hasOwn(constants, name)) return BigInt(Math.trunc(constants[name] ?? 0) || 0);
    if (isCompilerTest(name)) return 0n;
    if (isClosed) return name.endsWith(")") && !name.startsWith("__has_") ? "malformed" : "undefined";
    if (OPTIONS.test(name)) return "unknown";
    return RESERVED.test(name) || OTHER_PLATFORMS.has(name) ? "undefined" : "unknown";
  };
}
