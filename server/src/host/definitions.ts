/** Which file of a project defines a function, and what leads to what: found by skimming texts, never by parsing them. */
import { lstatSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type SkimmedFunction, skim } from "../c/skim";
import type { Compilation, Definition, Program } from "../ide/types";
import { isInside, slashes } from "./disk";
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
}

/** One file's, with the text's length for the bound. */
interface Skimmed {
  readonly functions: readonly Function[];
  readonly characters: number;
}

/** What was answered last: for which names, which they are, and both as numbers. */
interface Wrappers {
  readonly of: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly leading: ReadonlySet<NameId>;
}

export class DefinitionIndex {
  readonly #names = new Names();
  readonly #files = new Map<string, Skimmed>();
  /** By a function's name, the files that define it for others. */
  readonly #definers = new Map<NameId, Set<string>>();
  readonly #waiting = new Set<string>();
  #walk: Iterator<readonly string[]> | undefined;
  #characters = 0;
  #wrappers: Wrappers | undefined;

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
      for (const path of folder.value) if (path.endsWith(".c")) this.#waiting.add(slashes(path));
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
    // What nobody has read yet will be read as it is then.
    if (this.#walk) return "same answers";
    if (ours.length > mostAtOnce) {
      for (const path of ours) this.#waiting.add(path);
      return "other answers";
    }
    const others = ours.filter((path) => {
      const before = this.#answersOf(path);
      this.#take(path);
      return this.#answersOf(path) !== before;
    });
    if (others.length > 0) this.#wrappers = undefined;
    return others.length > 0 ? "other answers" : "same answers";
  }

  /** Undefined where no file defines the name for others, or several do: nobody knows which one is meant. */
  definition(name: string): Definition | undefined {
    const id = this.#names.known(name);
    const files = id === undefined ? undefined : this.#definers.get(id);
    const [file] = files?.size === 1 ? files : [];
    const known = file === undefined ? undefined : this.#files.get(file);
    const found = known?.functions.find((one) => one.name === id && !one.isStatic);
    if (file === undefined || !known || !found) return undefined;
    const calls = [...callsThrough(byNameOf(known.functions), found)].map((call) => this.#names.of(call));
    return { file, length: found.length, calls, characters: known.characters };
  }

  /** Small functions that call one of `tracked`, or one that does; only such as one file alone defines. */
  wrappers(tracked: ReadonlySet<string>): ReadonlySet<string> {
    if (this.#wrappers?.of !== tracked) this.#wrappers = this.#wrappersOf(tracked);
    return this.#wrappers.names;
  }

  #isOurs(path: string): boolean {
    if (!path.endsWith(".c") || !isInside(this.root, path)) return false;
    return this.extent === "all below" || dirname(path) === this.root;
  }

  /** What a file says to those who ask for definitions and wrappers. */
  #answersOf(path: string): string {
    const { functions = [] } = this.#files.get(path) ?? {};
    const told = functions.map(({ name, isStatic, calls }) => {
      const leads = calls.some((call) => this.#wrappers?.leading.has(call));
      return `${name}${isStatic ? "s" : ""}${leads ? "!" : ""}`;
    });
    return told.join();
  }

  #wrappersOf(tracked: ReadonlySet<string>): Wrappers {
    const leading = new Set([...tracked].flatMap((name) => this.#names.known(name) ?? []));
    const found = new Set<NameId>();
    for (let level = 0; level < deepest; level++) {
      const before = found.size;
      for (const [file, { functions }] of this.#files) {
        for (const name of wrappersIn(functions, leading)) {
          const definers = this.#definers.get(name);
          if (definers?.size === 1 && definers.has(file)) found.add(name);
        }
      }
      for (const name of found) leading.add(name);
      if (found.size === before) break;
    }
    return { of: tracked, names: new Set([...found].map((name) => this.#names.of(name))), leading };
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

  #kept({ name, isStatic, length, calls }: SkimmedFunction): Function {
    return {
      name: this.#names.idOf(name),
      isStatic,
      length,
      calls: calls.map((call) => this.#names.idOf(call)),
    };
  }
}

/** The project of whoever is compiled like this. */
export const programOf = (index: DefinitionIndex, compilationOf: (file: string) => Compilation): Program => ({
  prepare: () => index.prepare(),
  definition: (name) => index.definition(name),
  wrappers: (tracked) => index.wrappers(tracked),
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

/** What a function calls, and what those that it calls in its own file call. */
function callsThrough(byName: ReadonlyMap<NameId, Function>, from: Function): Set<NameId> {
  const calls = new Set(from.calls);
  let level = from.calls;
  for (let depth = 1; depth < deepest; depth++) {
    const next = level.flatMap((name) => byName.get(name)?.calls ?? []).filter((name) => !calls.has(name));
    for (const name of next) calls.add(name);
    level = next;
  }
  return calls;
}

/** Functions for others, by themselves or through the file's own. */
function wrappersIn(functions: readonly Function[], leading: ReadonlySet<NameId>): NameId[] {
  if (!functions.some(({ calls }) => calls.some((name) => leading.has(name)))) return [];
  const small = functions.filter(({ length }) => length <= longestWrapper);
  const byName = byNameOf(small);
  return small
    .filter((one) => !one.isStatic && [...callsThrough(byName, one)].some((name) => leading.has(name)))
    .map(({ name }) => name);
}

const byNameOf = (functions: readonly Function[]) => new Map(functions.map((one) => [one.name, one]));

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

  idOf(name: string): NameId {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    // A part of a text keeps the whole text.
    const own = Buffer.from(name).toString();
    const id = this.#names.push(own) - 1;
    this.#ids.set(own, id);
    return id;
  }
}
