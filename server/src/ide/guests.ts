/** Other files as they were last read for somebody: a project's run reads each of them once. */

import type { Unit } from "../c/ir";
import type { Guest, Part } from "../c/link";
import { isSatisfiable } from "../c/preprocess/configuration";
import type { OpenedFiles } from "../c/preprocess/opened";
import type { Expanded, ReadFile } from "../c/source";
import type { ReadSyntax } from "../c/syntax/syntax";
import type { Outlined } from "../c/unit";
import { platforms } from "../platforms";
import type { PlatformId } from "../platforms/profile";
import type { Slices } from "../text/slices";
import { type Expansions, expansionsOf } from "./expansions";
import type { Asking } from "./linking";
import { sliceFrom } from "./slice";
import { targetsOf } from "./targets";
import { trackedUse } from "./tracked";
import type { Compilation, Program } from "./types";
import type { FrontEnd } from "./views";

/** Characters of expanded text that are kept, with what they became; what was not asked for the longest goes first. */
const mostKept = 4 << 20;

export class GuestFiles {
  /** Least recently asked for first. */
  readonly #files = new Map<string, GuestFile>();

  constructor(
    private readonly syntaxes: () => ReadSyntax,
    private readonly opened: OpenedFiles,
  ) {}

  /** The functions of a file, as far as they can be relied on by who assumes this; undefined where none can. */
  *guest(
    file: string,
    names: ReadonlySet<string>,
    assumed: Expanded["assumed"],
    { request, platform, frontEnd }: Asking,
    program: Program,
  ): Slices<Omit<Guest, "label"> | undefined> {
    const compilation = program.compilationOf(file);
    let known = this.#files.get(file);
    this.#files.delete(file);
    if (!known?.isSame(compilation, request.read))
      known = yield* openGuest(file, compilation, request.read, this.opened, this.syntaxes());
    if (!known) return undefined;
    this.#files.set(file, known);
    const fits = request.platforms !== "auto" || known.isFor(platform.id);
    const part = fits ? yield* known.part(platform.id, frontEnd, names) : undefined;
    this.#forget();
    if (!part || part.unit.isGivenUp || !isSatisfiable(part.expanded.assumed)) return undefined;
    // Two configurations that cannot be one program.
    if (Object.entries(part.expanded.assumed).some(([name, value]) => (assumed[name] ?? value) !== value))
      return undefined;
    const exports = exportsOf(part.unit, names);
    return exports.size === 0 ? undefined : { ...part, exports };
  }

  #forget(): void {
    let kept = [...this.#files.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [file, { size }] of this.#files) {
      if (kept <= mostKept || this.#files.size === 1) break;
      this.#files.delete(file);
      kept -= size;
    }
  }
}

/** Those that it really defines for others, whole. */
function exportsOf(unit: Unit, names: ReadonlySet<string>): ReadonlySet<string> {
  const open = unit.outline.filter(({ name, isStatic }) => names.has(name) && !isStatic);
  return new Set(
    open.map(({ name }) => name).filter((name) => unit.functions.has(name) && !unit.damaged.has(name)),
  );
}

const textIn = (answer: ReturnType<ReadFile>): string | undefined =>
  typeof answer === "string" ? undefined : answer.text;

function* openGuest(
  file: string,
  compilation: Compilation,
  read: ReadFile,
  opened: OpenedFiles,
  syntaxOf: ReadSyntax,
): Slices<GuestFile | undefined> {
  const answer = read(file);
  if (typeof answer === "string") return undefined;
  const reads = new NotedReads(read);
  reads.read(file);
  const request = { ...compilation, file, text: answer.text, read: reads.read, platforms: "auto" } as const;
  return new GuestFile(yield* expansionsOf(request, trackedUse, opened), compilation, reads, syntaxOf);
}

/** What was read for somebody, through whoever may be asked now. */
class NotedReads {
  readonly #answers = new Map<string, string | undefined>();

  constructor(private reader: ReadFile) {}

  readonly read: ReadFile = (path) => {
    const answer = this.reader(path);
    this.#answers.set(path, textIn(answer));
    return answer;
  };

  /** Asks again for all that was read, so that the asker knows what its answer rests on. */
  areSame(reader: ReadFile): boolean {
    this.reader = reader;
    return [...this.#answers].every(([path, text]) => textIn(reader(path)) === text);
  }
}

/** One expansion, read; by the names of the functions that were lowered, the units. */
interface Reading extends Outlined {
  readonly units: Map<string, Unit>;
}

/** One file's expansions and units, while all that it was read from stays the same. */
class GuestFile {
  readonly #settings: string;
  readonly #targets: ReturnType<typeof targetsOf>;
  readonly #expansions = new Map<PlatformId, Expanded>();
  /** By front end and text, and what was lowered of each for somebody. */
  readonly #readings = new Map<FrontEnd, Map<string, Reading>>();
  /** Characters of its expansions and of what became of them. */
  size = 0;

  constructor(
    private readonly file: Expansions,
    compilation: Compilation,
    private readonly reads: NotedReads,
    private readonly syntaxOf: ReadSyntax,
  ) {
    this.#settings = JSON.stringify(compilation);
    const { first } = file.onLinux;
    this.#targets = targetsOf(file.request.text, first, compilation.target);
    this.#keep("linux", first);
  }

  /** May what was made of it be used again? */
  isSame(compilation: Compilation, reader: ReadFile): boolean {
    return JSON.stringify(compilation) === this.#settings && this.reads.areSame(reader);
  }

  /** Is the file meant for this platform, as far as it shows? */
  isFor(id: PlatformId): boolean {
    const { chosen, byDefault } = this.#targets;
    return byDefault || chosen.some((target) => target.id === id);
  }

  /** With these functions lowered and no others: what earlier askers wanted must not change an answer. */
  *part(id: PlatformId, frontEnd: FrontEnd, names: ReadonlySet<string>): Slices<Part> {
    const expanded = this.#expansions.get(id) ?? this.#keep(id, (yield* this.file.on(platforms[id])).first);
    const { outline, unitWith, units } = yield* this.#read(frontEnd, expanded);
    const wanted = sliceFrom(names, outline);
    const key = [...wanted].sort().join();
    const unit = units.get(key) ?? (yield* unitWith(wanted));
    units.set(key, unit);
    return { expanded, unit };
  }

  *#read(frontEnd: FrontEnd, expanded: Expanded): Slices<Reading> {
    const ofFrontEnd = this.#readings.get(frontEnd) ?? new Map<string, Reading>();
    this.#readings.set(frontEnd, ofFrontEnd);
    let reading = ofFrontEnd.get(expanded.text);
    if (!reading) {
      reading = { ...(yield* frontEnd.read(expanded, this.syntaxOf)), units: new Map() };
      ofFrontEnd.set(expanded.text, reading);
      this.size += expanded.text.length;
    }
    return reading;
  }

  #keep(id: PlatformId, expanded: Expanded): Expanded {
    this.#expansions.set(id, expanded);
    this.size += expanded.text.length;
    return expanded;
  }
}
