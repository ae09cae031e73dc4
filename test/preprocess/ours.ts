/** Our preprocessor as a plain one: no constant of a header has a value, and a name that nobody defines is 0. */
import { readFileSync, statSync } from "node:fs";
import { preprocess } from "../../server/src/c/preprocess";
import type { Expanded, ReadFile } from "../../server/src/c/source";
import { compilerAnswers, compilerMacros } from "../../server/src/headers/compiler";
import { decodeText } from "../../server/src/host/disk";
import { linux } from "../../server/src/platforms/linux";

/** What Linux and its compiler define. */
export const PREDEFINES = { ...compilerMacros(linux), ...linux.predefines };
/** Times differ in each run. */
export const CLOCKS = {
  __DATE__: '"??? ?? ????"',
  __TIME__: '"??:??:??"',
  __TIMESTAMP__: '"??? ??? ?? ??:??:?? ????"',
};

const PLAIN = {
  constants: compilerAnswers(linux),
  otherNames: "are undefined",
  interesting: /(?!)/,
} as const;

export function expandPlainly(
  file: string,
  text: string,
  read: ReadFile,
  includeDirs: readonly string[],
  predefines: Readonly<Record<string, string>>,
): Expanded {
  return preprocess({ file, text, read, includeDirs, predefines, ...PLAIN });
}

/** Reads any file, and remembers it. */
export function diskReader(): ReadFile {
  const known = new Map<string, { text: string } | "absent">();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) {
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
      answer = isFile ? { text: decodeText(readFileSync(path)) } : "absent";
      // A stub may be made later.
      if (isFile) known.set(path, answer);
    }
    return answer;
  };
}
