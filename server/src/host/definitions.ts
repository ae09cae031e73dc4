/** Which file of a project defines a function, and what leads to what: found by skimming texts, never by parsing them. */
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type SkimmedFunction, skim } from "../c/skim";
import type { Definition, WrappedCalls } from "../ide/types";
import { isInside, slashes } from "./disk";
import { HeaderNames } from "./header-names";
import { cFilesIn, type Extent } from "./walk";

/** More than this in one file is generated, and all of a project's text together is not read twice over. */
const largestIndexed = 1 << 20;
const mostCharacters = 128 << 20;
/** More files that change together wait until somebody asks. */
const mostAtOnce = 20;
/** How far calls inside of one file, and from file to file, are followed. */
const deepest = 3;
/** A longer function that calls one that matters does more than wrap it. Characters. */
const longestWrapper = 2500;

/** A name in the table of all names: what is kept of thousands of texts must not keep the texts. */
type NameId = number;

/** What is kept of a function: see `SkimmedFunction`. */
interface KeptFunction {
  readonly name: NameId;
  readonly isStatic: boolean;
  readonly length: number;
  readonly calls: readonly NameId[];
  readonly reports: readonly NameId[];
}

/** One file's, with the text's length for the bound. */
interface Skimmed {
  readonly functions: readonly KeptFunction[];
  readonly characters: number;
}

/** The calls themselves, and the wrappers of them that were found. */
interface Wrapping {
  readonly reported: ReadonlySet<NameId>;
  readonly always: ReadonlySet<NameId>;
}

/** What was answered last, and for which calls. */
interface Wrappers extends Wrapping {
  readonly of: WrappedCalls;
  readonly names: ReadonlySet<string>;
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
  wrappers(wrapped: WrappedCalls): ReadonlySet<string> {
    if (this.#wrappers?.of !== wrapped) this.#wrappers = this.#wrappersOf(wrapped);
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
      const isWrapper = this.#wrappers && wrapsOne(one, this.#wrappers);
      return `${one.name}${one.isStatic ? "s" : ""}${isWrapper ? "!" : ""}`;
    });
    const isSought = this.#sought && callsOneOf(functions, this.#names.matching(this.#sought));
    return `${words.join()}${isSought ? "?" : ""}`;
  }

  #wrappersOf(wrapped: WrappedCalls): Wrappers {
    const idsOf = (names: ReadonlySet<string>) => [...names].flatMap((name) => this.#names.known(name) ?? []);
    const reported = new Set(idsOf(wrapped.reported));
    const always = new Set(idsOf(wrapped.always));
    const found = new Set<NameId>();
    for (let level = 0; level < deepest; level++) {
      const before = found.size;
      for (const [file, { functions }] of this.#files) {
        const inFile = wrappersIn(functions, { reported, always });
        for (const [kind, names] of [
          [reported, inFile.reported],
          [always, inFile.always],
        ] as const) {
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
    return { of: wrapped, names: new Set([...found].map((name) => this.#names.of(name))), reported, always };
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
    if (text === undefined || text.length > largestIndexed || text.includes("\0")) return;
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

  #kept({ name, isStatic, length, calls, tells }: SkimmedFunction): KeptFunction {
    const idOf = (word: string) => this.#names.idOf(word);
    return { name: idOf(name), isStatic, length, calls: calls.map(idOf), reports: tells.map(idOf) };
  }
}

function textOnDisk(path: string): string | undefined {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    // What we look for is ASCII, whatever the rest is.
    return status?.isFile() && status.size <= largestIndexed ? readFileSync(path, "latin1") : undefined;
  } catch {
    return undefined;
  }
}

/** What a function's `step` leads to, and that of those that it leads to in its own file. */
function reached(
  byName: ReadonlyMap<NameId, KeptFunction>,
  from: KeptFunction,
  step: (one: KeptFunction) => readonly NameId[],
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

const callsOneOf = (functions: readonly KeptFunction[], names: ReadonlySet<NameId>): boolean =>
  functions.some(({ calls }) => calls.some((name) => names.has(name)));

const wrapsOne = ({ calls, reports }: KeptFunction, { reported, always }: Wrapping): boolean =>
  reports.some((name) => reported.has(name)) || calls.some((name) => always.has(name));

/** Functions for other files that wrap such a call, themselves or through the file's own. */
function wrappersIn(
  functions: readonly KeptFunction[],
  wrapping: Wrapping,
): { reported: NameId[]; always: NameId[] } {
  const small = functions.filter(({ length }) => length <= longestWrapper);
  if (!small.some((one) => wrapsOne(one, wrapping))) return { reported: [], always: [] };
  const byName = byNameOf(small);
  const open = small.filter(({ isStatic }) => !isStatic);
  const reaching = (step: (one: KeptFunction) => readonly NameId[], names: ReadonlySet<NameId>) =>
    open
      .filter((one) => [...reached(byName, one, step)].some((name) => names.has(name)))
      .map(({ name }) => name);
  return {
    reported: reaching(({ reports }) => reports, wrapping.reported),
    always: reaching(({ calls }) => calls, wrapping.always),
  };
}

const byNameOf = (functions: readonly KeptFunction[]) => new Map(functions.map((one) => [one.name, one]));

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
