/** A request as translation units: a header in the file that includes it, and each in the configurations worth a look. */

import { type Variants, variants } from "../c/preprocess";
import { areAlike } from "../c/preprocess/alike";
import { usesOf } from "../c/preprocess/conditionals";
import { OpenedFiles } from "../c/preprocess/opened";
import type { Expanded, PreprocessInput } from "../c/source";
import { macroHeaders } from "../headers";
import { compilerAnswers, compilerMacros } from "../headers/compiler";
import { platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import type { Slices } from "../text/slices";
import { systemCalls } from "./tracked";
import type { CheckRequest, Compilation } from "./types";

/** What is judged: a unit as each platform's compiler sees it. */
export interface Expansions {
  readonly request: CheckRequest;
  readonly onLinux: Variants;
  /** As another platform's compiler sees it. */
  on(platform: Platform): Slices<Variants>;
  /** The text that may name platforms: the unit's and, if it is another, the header's. */
  readonly text: string;
}

/**
 * A header in the first unit that reads it; what is no header, or is included by nobody, by itself. `interesting`: what
 * shall be live.
 */
export function* expansionsOf(
  request: CheckRequest,
  interesting: RegExp,
  opened = new OpenedFiles(),
): Slices<Expansions> {
  // Who only mentions a call, in a comment, has nothing that an includer could make live.
  const isUser = request.units && (yield* usesOf(request.text, interesting)).length > 0;
  for (const { file, ...compilation } of (isUser && request.units) || []) {
    const found = request.read(file);
    if (typeof found === "string") continue;
    const read: CheckRequest["read"] = (path) => (path === request.file ? request : request.read(path));
    const unit = { ...compilation, file, text: found.text, read, platforms: request.platforms };
    const expansions = yield* asIs(unit, interesting, opened);
    if (expansions.onLinux.first.files.has(request.file)) {
      return { ...expansions, text: `${found.text}\n${request.text}` };
    }
  }
  return yield* asIs(request, interesting, opened);
}

function* asIs(request: CheckRequest, interesting: RegExp, opened: OpenedFiles): Slices<Expansions> {
  const known: Kept[] = [];
  const on = function* (platform: Platform): Slices<Variants> {
    const input = { ...asCompiled(request, platform), interesting, opened, origin: request };
    const alike = known.find((one) => one.isFor(input));
    if (alike) return alike.variantsFor(input);
    const kept = new Kept(input, yield* variants(input));
    known.push(kept);
    return kept.variants();
  };
  return { request, onLinux: yield* on(platforms.linux), on, text: request.text };
}

/** A file as one platform's compiler sees it, kept for others that see the same. */
class Kept {
  readonly #others: Expanded[] = [];
  #isComplete: boolean;

  constructor(
    private readonly input: PreprocessInput,
    private readonly fresh: Variants,
  ) {
    this.#isComplete = fresh.first.dormant === 0;
  }

  isFor(input: PreprocessInput): boolean {
    return this.#isComplete && areAlike([this.fresh.first, ...this.#others], this.input, input);
  }

  /** As they are found; to be asked for once. */
  variants(): Variants {
    return { first: this.fresh.first, further: this.#further() };
  }

  variantsFor({ predefines }: PreprocessInput): Variants {
    const others = this.#others;
    const again = function* () {
      for (const expanded of others) yield { ...expanded, predefines };
    };
    return { first: { ...this.fresh.first, predefines }, further: again() };
  }

  *#further(): Variants["further"] {
    for (const expanded of this.fresh.further) {
      if (expanded) this.#others.push(expanded);
      yield expanded;
    }
    this.#isComplete = true;
  }
}

/** What the preprocessor is told of the file, as that platform's compiler would be. */
export function asCompiled(
  request: Pick<CheckRequest, "file" | "text" | "read"> & Compilation,
  platform: Platform,
) {
  const { undefines = [], defines, forcedIncludes = [], aliases = {} } = request;
  const { predefines, constants, lacking } = compilers.get(platform) ?? compilerOf(platform);
  const predefined = { ...predefines };
  for (const name of undefines) delete predefined[name];
  return {
    file: request.file,
    text: request.text,
    read: request.read,
    includeDirs: request.includeDirs,
    headerNamed: request.headerNamed,
    builtIn: macroHeaders,
    predefines: { ...predefined, ...defines },
    undefines: [...undefines, ...lacking],
    functions: Object.keys(aliases),
    forcedIncludes,
    constants,
  };
}

const compilerOf = (platform: Platform) => ({
  predefines: { ...compilerMacros(platform), ...platform.predefines },
  constants: { ...compilerAnswers(platform), ...platform.constants },
  /** Its <sys/syscall.h> is known not to have these. */
  lacking: [...systemCalls.keys()].filter((name) => !Object.hasOwn(platform.constants, name)),
});

/** Put together once: there are hundreds of names in each. */
const compilers = new Map(Object.values(platforms).map((platform) => [platform, compilerOf(platform)]));
