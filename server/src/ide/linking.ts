/** What other files of the project define for a file: found by name, read as C, and made one unit with it. */

import { type Guest, link, type Part } from "../c/link";
import { operandsIn } from "../c/operands";
import type { OpenedFiles } from "../c/preprocess/opened";
import type { ReadSyntax } from "../c/syntax/syntax";
import { isKernelCall } from "../interp/kernel/kernel";
import { modelOf } from "../interp/models";
import type { Platform } from "../platforms/profile";
import { GuestFiles } from "./guests";
import { trackedNames } from "./slice";
import type { CheckRequest, Definition, Program } from "./types";
import type { FrontEnd } from "./views";

/** Files of a unit, beside its own; more would cost more than they tell. */
const mostGuests = 8;
/** From file to file: a call, a call in what is called, and once more. */
const deepest = 3;
/** What leads to nothing tracked is worth reading only if it is small: characters of its body. */
const longestHelper = 2500;
const longestLeading = 10_000;
/** Helpers' files together, in characters: as many as the file itself has, and so many more. */
const helperStart = 20_000;

/** For whom functions are looked for. */
export interface Asking {
  readonly request: CheckRequest;
  readonly platform: Platform;
  readonly frontEnd: FrontEnd;
}

export class Programs {
  readonly #files: GuestFiles;

  constructor(syntaxes: () => ReadSyntax, opened: OpenedFiles) {
    this.#files = new GuestFiles(syntaxes, opened);
  }

  /** The part with all that is worth knowing of the functions that it calls. Yields after each file. */
  *completed(part: Part, asking: Asking): Generator<void, Part> {
    const { program } = asking.request;
    if (!program) return part;
    const search = new Search(part, asking, program);
    let guests: Guest[] = [];
    for (let depth = 0; depth < deepest && search.goesOn([part, ...guests]); depth++) {
      guests = [];
      for (const [file, names] of search.wanted) {
        const guest = yield* this.#files.guest(file, names, part.expanded.assumed, asking, program);
        if (guest) guests.push({ ...guest, label: search.labelOf(file) });
        yield;
      }
    }
    return yield* link(part, guests);
  }
}

/** One search for what a part calls. */
class Search {
  /** By file, the functions that are wanted of it. */
  readonly wanted = new Map<string, Set<string>>();
  /** Looked for already, or not to be looked for. */
  readonly #met: Set<string>;
  readonly #own: ReadonlySet<string>;
  readonly #aliases: Readonly<Record<string, string>>;
  #helperCharacters: number;

  constructor(
    part: Part,
    asking: Asking,
    private readonly program: Program,
  ) {
    this.#aliases = asking.request.aliases ?? {};
    this.#met = new Set(part.unit.outline.map(({ name }) => name));
    this.#own = new Set([asking.request.file, ...part.expanded.files.keys()]);
    this.#helperCharacters = helperStart + asking.request.text.length;
  }

  /** Looks for what these parts call and none of them defines; is there anything new? */
  goesOn(parts: readonly Part[]): boolean {
    const found: { name: string; definition: Definition; leads: boolean }[] = [];
    for (const name of parts.flatMap(calledElsewhere)) {
      if (this.#met.has(name)) continue;
      this.#met.add(name);
      const definition = this.program.definition(name);
      if (!definition || this.#own.has(definition.file)) continue;
      found.push({ name, definition, leads: this.#leads(definition) });
    }
    // What leads to something tracked comes first; the rest as it is called.
    const ordered = [...found.filter(({ leads }) => leads), ...found.filter(({ leads }) => !leads)];
    const taken = ordered.filter((one) => this.#take(one.name, one.definition, one.leads));
    return taken.length > 0;
  }

  /** What a reader knows the file by. */
  labelOf(file: string): string {
    const label = nameOf(file);
    const namesakes = [...this.wanted.keys()].filter((other) => nameOf(other) === label);
    return namesakes.length > 1 ? file : label;
  }

  #take(name: string, { file, length, characters }: Definition, leads: boolean): boolean {
    const known = this.wanted.get(file);
    if (length > (leads ? longestLeading : longestHelper)) return false;
    if (known) {
      known.add(name);
      return true;
    }
    if (this.wanted.size >= mostGuests) return false;
    if (!leads) {
      if (characters > this.#helperCharacters) return false;
      this.#helperCharacters -= characters;
    }
    this.wanted.set(file, new Set([name]));
    return true;
  }

  /** To a tracked call, a mapping or a privilege: through so many files. */
  #leads(definition: Definition): boolean {
    const met = new Set<string>();
    let level = [definition];
    for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
      const names = level.flatMap(({ calls }) => calls).filter((name) => !met.has(name));
      if (names.some((name) => trackedNames.has(this.#aliases[name] ?? name))) return true;
      if (depth === deepest) break;
      level = [];
      for (const name of names) {
        const next = met.has(name) || isLibrary(name) ? undefined : this.program.definition(name);
        met.add(name);
        if (next) level.push(next);
      }
    }
    return false;
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What the kernel or the library does is known better than any definition of it tells. */
const isLibrary = (name: string): boolean => isKernelCall(name) || modelOf(name) !== undefined;

/** Functions that the part's code names and its own file does not define. */
function calledElsewhere({ unit }: Part): string[] {
  const own = new Set(unit.outline.map(({ name }) => name));
  const found = new Set<string>();
  for (const operand of operandsIn(unit)) {
    if (operand.kind === "function" && !own.has(operand.name) && !isLibrary(operand.name))
      found.add(operand.name);
  }
  return [...found];
}
