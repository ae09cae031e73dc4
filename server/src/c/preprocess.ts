/** C as the compiler of a platform sees it: macros expanded, headers in place, dead groups gone, with the way back. */
import { includes } from "./includes";
import { readFile } from "./reader";
import type { Expanded, PreprocessInput } from "./source";
import { sourceFile } from "./sourcefile";
import type { Visit } from "./sourcemap";
import { type FileNotes, type Translation, translation } from "./translation";

const MOST_ATTEMPTS = 3;

/** Never throws, ends for every input. */
export function preprocess(input: PreprocessInput): Expanded {
  const main: Visit = { file: sourceFile(input.file, input.text), parent: undefined, directive: undefined };
  const found = includes(main.file, input.read, input.includeDirs);
  const notes: FileNotes = { conditionals: new Map(), interest: new Map() };

  const attempt = (firm: ReadonlyMap<string, string>, conflicts: "may contradict" | "never contradict") => {
    const unit = translation(input, main, found, notes, firm, conflicts);
    unit.admits(main.file);
    readFile(unit, main, 0);
    return unit;
  };

  // A later conditional may need the opposite of what an earlier one was decided by for want of anything better:
  // then all is read again with that known from the beginning, so that one configuration remains.
  let unit = attempt(new Map(), "may contradict");
  for (let count = 2; unit.configuration.isContradictory && count <= MOST_ATTEMPTS; count++) {
    unit = attempt(unit.configuration.firm, count < MOST_ATTEMPTS ? "may contradict" : "never contradict");
  }
  return expanded(unit, input.file);
}

function expanded(unit: Translation, main: string): Expanded {
  const { text, map } = unit.output.finish(main);
  return {
    text,
    map,
    files: unit.includes.files,
    systemHeaders: [...unit.systemHeaders],
    pending: [...unit.includes.pending],
    assumed: unit.configuration.assumed,
  };
}
