/** Which file of a project defines a function, and what leads to what: found by skimming texts, never by parsing them. */
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type SkimmedFunction, skim } from "../c/skim";
import type { Compilation, Concerns, Definition, Program } from "../ide/types";
import { isInside, slashes } from "./disk";
import { HeaderNames } from "./header-names";
import { cFilesIn, type Extent } from "./walk";

/** More than this in one file is generated, and all of a project's text together is not read twice over. */
const largestFile = 1 << 20;
const mostCharacters = 128 << 20;
/** More files that change together wait until somebody asks. */
const mostAtOnce = 20;
/** How far calls inside of one file, and from file to file, are followed. */
const deepest = 3;
/** A longer function that calls one that matters does more than wrap it. Characters. */
const longestWrapper = 2500;

/** A name in the table of all names: what is kept of thousands of texts must not keep the texts. */
type NameId = number;

interface Function {
  readonly name: NameId;
  readonly isStatic: boolean;
  readonly length: number;
  readonly calls: readonly NameId[];
  readonly tells: readonly NameId[];
}

/** One file's, with the text's length for the bound. */
interface Skimmed {
  readonly functions: readonly Function[];
  readonly characters: number;
}

/** What was answered last: for which names, which they are, and both as numbers. */
interface Wrappers {
  readonly of: Concerns;
  readonly names: ReadonlySet<string>;
  readonly told: ReadonlySet<NameId>;
  readonly made: ReadonlySet<NameId>;
}

export class DefinitionIndex {
  /** Complete once all is prepared. */
  readonly headers = new HeaderNames();
  readonly #names = new Names();
  readonly #files = new Map<string, Skimmed>();
  /** By a function's name, the files that define it for others. */
  readonly #definers = new Map<NameId, Set<string>>();
  readonly #waiting = new Set<string>();
  #walk: Iterator<readonly string[]> | undefined;
  #characters = 0;
  #wrappers: Wrappers | undefined;
  /** Names of calls that somebody has asked for. */
  #sought: RegExp | undefined;

  /** `openText`: what an editor holds of a file; undefined: the disk's text counts. */
  constructor(
    private readonly root: string,
    private readonly extent: Extent,
    private readonly openText: (path: string) => string | undefined = () => undefined,
  ) {
    this.#walk = cFilesIn(root, extent);
  }

  /** Reads what was not read yet, a folder or a file a step. */
  *prepare(): Generator<void> {
    for (;;) {
      const folder = this.#walk?.next();
      if (!folder || folder.done) break;
      for (const path of folder.value.map(slashes)) {
        if (path.endsWith(".c")) this.#waiting.add(path);
        else this.headers.add(path);
      }
      yield;
    }
    this.#walk = undefined;
    // Whoever asks at the same time takes the next one.
    for (const path of this.#waiting) {
      this.#waiting.delete(path);
      this.#take(path);
      this.#wrappers = undefined;
      yield;
    }
  }

  /** Files came, went or changed. Do the answers that were given still hold? Many files are read when somebody asks. */
  changed(paths: readonly string[]): "same answers" | "other answers" {
    const ours = paths.filter((path) => this.#isOurs(path));
    const headers = paths.filter((path) => this.#isAround(path) && this.#isNewOrGone(path));
    if (this.#walk || ours.length > mostAtOnce) {
      for (const path of ours) this.#waiting.add(path);
      // Nobody has had an answer before all folders were seen, and those seen already did not have the new files.
      return this.#walk ? "same answers" : "other answers";
    }
    const others = ours.filter((path) => {
      const before = this.#answersOf(path);
      this.#take(path);
      return this.#answersOf(path) !== before;
    });
    if (others.length > 0) this.#wrappers = undefined;
    return headers.length + others.length > 0 ? "other answers" : "same answers";
  }

  /** Keeps the names of headers up to date. */
  #isNewOrGone(path: string): boolean {
    return existsSync(path) ? this.headers.add(path) : this.headers.remove(path);
  }

  /** Undefined where no file defines the name for others, or several do: nobody knows which one is meant. */
  definition(name: string): Definition | undefined {
    const id = this.#names.known(name);
    const files = id === undefined ? undefined : this.#definers.get(id);
    const [file] = files?.size === 1 ? files : [];
    const known = file === undefined ? undefined : this.#files.get(file);
    const found = known?.functions.find((one) => one.name === id && !one.isStatic);
    if (file === undefined || !known || !found) return undefined;
    const reach = reached(byNameOf(known.functions), found, (one) => one.calls);
    const calls = [...reach].map((call) => this.#names.of(call));
    return { file, length: found.length, calls, characters: known.characters };
  }

  /** Only such as one file alone defines. */
  wrappers(concerns: Concerns): ReadonlySet<string> {
    if (this.#wrappers?.of !== concerns) this.#wrappers = this.#wrappersOf(concerns);
    return this.#wrappers.names;
  }

  isCalledBeside(file: string, names: RegExp): boolean {
    this.#sought = names;
    const sought = this.#names.matching(names);
    return [...this.#files].some(([path, { functions }]) => path !== file && callsOneOf(functions, sought));
  }

  #isOurs(path: string): boolean {
    return path.endsWith(".c") && this.#isAround(path);
  }

  #isAround(path: string): boolean {
    if (!isInside(this.root, path)) return false;
    return this.extent === "all below" || dirname(path) === this.root;
  }

  /** What a file says to those who ask for definitions and wrappers. */
  #answersOf(path: string): string {
    const { functions = [] } = this.#files.get(path) ?? {};
    const words = functions.map((one) => {
      const concerns = this.#wrappers && concernsCallers(one, this.#wrappers);
      return `${one.name}${one.isStatic ? "s" : ""}${concerns ? "!" : ""}`;
    });
    const isSought = this.#sought && callsOneOf(functions, this.#names.matching(this.#sought));
    return `${words.join()}${isSought ? "?" : ""}`;
  }

  #wrappersOf(concerns: Concerns): Wrappers {
    const idsOf = (names: ReadonlySet<string>) => [...names].flatMap((name) => this.#names.known(name) ?? []);
    const told = new Set(idsOf(concerns.told));
    const made = new Set(idsOf(concerns.made));
    const found = new Set<NameId>();
    for (let level = 0; level < deepest; level++) {
      const before = found.size;
      for (const [file, { functions }] of this.#files) {
        const inFile = wrappersIn(functions, { told, made });
        for (const [kind, names] of [[told, inFile.told] as const, [made, inFile.made] as const]) {
          for (const name of names) {
            const definers = this.#definers.get(name);
            if (definers?.size !== 1 || !definers.has(file)) continue;
            found.add(name);
            kind.add(name);
          }
        }
      }
      if (found.size === before) break;
    }
    return { of: concerns, names: new Set([...found].map((name) => this.#names.of(name))), told, made };
  }

  #take(path: string): void {
    const before = this.#files.get(path);
    for (const { name, isStatic } of before?.functions ?? []) {
      if (!isStatic) this.#definers.get(name)?.delete(path);
    }
    this.#characters -= before?.characters ?? 0;
    this.#files.delete(path);
    if (this.#characters >= mostCharacters) return;
    const text = this.openText(path) ?? textOnDisk(path);
    if (text === undefined || text.length > largestFile || text.includes("\0")) return;
    const functions = skim(text).map((one) => this.#kept(one));
    this.#files.set(path, { functions, characters: text.length });
    this.#characters += text.length;
    for (const { name, isStatic } of functions) {
      if (isStatic) continue;
      const definers = this.#definers.get(name);
      if (definers) definers.add(path);
      else this.#definers.set(name, new Set([path]));
    }
  }

  #kept({ name, isStatic, length, calls, tells }: SkimmedFunction): Function {
    const idOf = (word: string) => this.#names.idOf(word);
    return { name: idOf(name), isStatic, length, calls: calls.map(idOf), tells: tells.map(idOf) };
  }
}

/** The project of whoever is compiled like this. */
export const programOf = (index: DefinitionIndex, compilationOf: (file: string) => Compilation): Program => ({
  prepare: () => index.prepare(),
  definition: (name) => index.definition(name),
  wrappers: (concerns) => index.wrappers(concerns),
  isCalledBeside: (file, names) => index.isCalledBeside(file, names),
  compilationOf,
});

function textOnDisk(path: string): string | undefined {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    // What we look for is ASCII, whatever the rest is.
    return status?.isFile() && status.size <= largestFile ? readFileSync(path, "latin1") : undefined;
  } catch {
    return undefined;
  }
}

/** What a function's `step` leads to, and that of those that it leads to in its own file. */
function reached(
  byName: ReadonlyMap<NameId, Function>,
  from: Function,
  step: (one: Function) => readonly NameId[],
): Set<NameId> {
  const found = new Set(step(from));
  let level = step(from);
  for (let depth = 1; depth < deepest; depth++) {
    const next = level.flatMap((name) => {
      const one = byName.get(name);
      return one ? step(one).filter((further) => !found.has(further)) : [];
    });
    for (const name of next) found.add(name);
    level = next;
  }
  return found;
}

const callsOneOf = (functions: readonly Function[], names: ReadonlySet<NameId>): boolean =>
  functions.some(({ calls }) => calls.some((name) => names.has(name)));

type Leading = Pick<Wrappers, "told" | "made">;

const concernsCallers = ({ calls, tells }: Function, { told, made }: Leading): boolean =>
  tells.some((name) => told.has(name)) || calls.some((name) => made.has(name));

/** Functions for others that do so by themselves or through the file's own. */
function wrappersIn(functions: readonly Function[], leading: Leading): { told: NameId[]; made: NameId[] } {
  const small = functions.filter(({ length }) => length <= longestWrapper);
  if (!small.some((one) => concernsCallers(one, leading))) return { told: [], made: [] };
  const byName = byNameOf(small);
  const open = small.filter(({ isStatic }) => !isStatic);
  const leadingBy = (step: (one: Function) => readonly NameId[], names: ReadonlySet<NameId>) =>
    open
      .filter((one) => [...reached(byName, one, step)].some((name) => names.has(name)))
      .map(({ name }) => name);
  return {
    told: leadingBy(({ tells }) => tells, leading.told),
    made: leadingBy(({ calls }) => calls, leading.made),
  };
}

const byNameOf = (functions: readonly Function[]) => new Map(functions.map((one) => [one.name, one]));

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Each name once, as a text of its own. */
class Names {
  readonly #ids = new Map<string, NameId>();
  readonly #names: string[] = [];

  known(name: string): NameId | undefined {
    return this.#ids.get(name);
  }

  of(id: NameId): string {
    return this.#names[id] ?? "";
  }

  matching(pattern: RegExp): ReadonlySet<NameId> {
    return new Set(this.#names.flatMap((name, id) => (pattern.test(name) ? [id] : [])));
  }

  idOf(name: string): NameId {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    // A part of a text keeps the whole text.
    const own = decoder.decode(encoder.encode(name));
    const id = this.#names.push(own) - 1;
    this.#ids.set(own, id);
    return id;
  }
}
