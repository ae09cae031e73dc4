/** C as the compiler of a platform sees it: macros expanded, headers in place, dead groups gone, with the way back. */
import { finished, type Slices } from "../text/slices";
import type { Beginning } from "./preprocess/configuration";
import { Includes } from "./preprocess/includes";
import { OpenedFiles } from "./preprocess/opened";
import { readFile } from "./preprocess/reader";
import { includedVisit, mainVisit, type Visit } from "./preprocess/sourcemap";
import { type Places, type Translation, translation } from "./preprocess/translation";
import type { Expanded, PreprocessInput } from "./source";

const MOST_ATTEMPTS = 3;
const MOST_VARIANTS = 4;

/** One file in the configurations that are worth a look. */
export interface Variants {
  /** In the configuration that makes most of what is looked for live. */
  readonly first: Expanded;
  /** Each makes something live that was dead in all before; undefined: only a stop. */
  readonly further: Generator<Expanded | undefined, void>;
}

/** Never throws, ends for every input. */
export function* variants(input: PreprocessInput): Slices<Variants> {
  const open = opened(input);
  const first = yield* settled(open, undefined, {});
  return { first: expanded(first, input), further: furtherVariants(open, first) };
}

export const preprocess = (input: PreprocessInput): Expanded => finished(variants(input)).first;

function* furtherVariants(open: Opened, first: Translation): Variants["further"] {
  let wanted = first.dormant;
  let { assumed } = first.configuration;
  for (let count = 2; count <= MOST_VARIANTS && wanted.size > 0; count++) {
    const unit = yield* settled(open, wanted, assumed);
    if (unit.dead.size >= wanted.size) return;
    yield expanded(unit, open.input);
    wanted = unit.dead;
    assumed = unit.configuration.assumed;
  }
}

/** What all configurations of one file share. */
interface Opened {
  readonly input: PreprocessInput;
  readonly main: Visit;
  readonly found: Includes;
  readonly opened: OpenedFiles;
}

function opened(input: PreprocessInput): Opened {
  const opened = input.opened ?? new OpenedFiles();
  const main = mainVisit(opened.open(input.file, input.text, input.origin ?? input));
  return { input, main, found: new Includes(main.file, input, opened), opened };
}

// A later conditional may need the opposite of what an earlier one was decided by for want of anything better:
// then all is read again with that known from the beginning, so that one configuration remains.
function* settled(
  open: Opened,
  wanted: Places | undefined,
  likely: Beginning["likely"],
): Generator<undefined, Translation> {
  let unit = yield* attempt(open, wanted, { firm: new Map(), likely, conflicts: "may contradict" });
  for (let count = 2; unit.configuration.isContradictory && count <= MOST_ATTEMPTS; count++) {
    const conflicts = count < MOST_ATTEMPTS ? "may contradict" : "never contradict";
    unit = yield* attempt(open, wanted, { firm: unit.configuration.firm, likely, conflicts });
  }
  return unit;
}

function* attempt(
  { input, main, found, opened }: Opened,
  wanted: Places | undefined,
  beginning: Beginning,
): Generator<undefined, Translation> {
  const unit = translation(input, main, found, opened, beginning, wanted);
  unit.admits(main.file);
  yield* opened.prepare(main.file, input.interesting);
  for (const name of input.forcedIncludes ?? []) {
    const forced = found.find({ name, form: "quotes" }, input.file);
    if (typeof forced === "string" || !unit.admits(forced.file)) continue;
    yield* readFile(unit, includedVisit(forced, main, { start: 0, end: 0 }), 1);
  }
  yield* readFile(unit, main, 0);
  return unit;
}

function expanded(unit: Translation, { file, predefines }: PreprocessInput): Expanded {
  const { text, map } = unit.output.finish(file);
  return {
    text,
    map,
    files: unit.includes.files,
    systemHeaders: [...unit.systemHeaders],
    pending: [...unit.includes.pending],
    predefines,
    assumed: unit.configuration.assumed,
    pasted: unit.expander.pasted,
    guesses: unit.guesses,
    dormant: unit.dormant.size,
  };
}
