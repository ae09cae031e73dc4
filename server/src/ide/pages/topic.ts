/** What a page about one name is made of, and the lists of facts that several pages share. */
import type { FactName } from "../../platforms/profile";

export interface Topic {
  readonly signature?: string;
  /** Where POSIX or the system that has it declares it. */
  readonly header?: string;
  readonly summary: string;
  /** Parameters by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What tells its effect beside facts of that name, and what tells how a flag's effect ends; pages begin with these. */
  readonly does?: readonly FactName[];
  readonly ends?: readonly FactName[];
  /** All that is told; the order is the chapters', not this. */
  readonly facts: readonly FactName[];
  /** What a hover says first, as it has little room; without it, `facts`. */
  readonly brief?: readonly FactName[];
  /** Where the call may be made: shown as a table. */
  readonly safety?: readonly FactName[];
  /** The errno values that the pages list. */
  readonly errno?: "mlock.errno" | "munlock.errno" | "mlockall.errno" | "munlockall.errno";
  /** Shown with their values on each platform. */
  readonly constants?: readonly string[];
  /** The name of a privilege: only platforms that ask for it have a say. */
  readonly privilege?: string;
  /** The one family of platforms that has it. */
  readonly family?: string;
  /** Where this fact is an absence, there is no such call or flag. */
  readonly stands?: FactName;
  /** The value of a flag: where the headers have none, there is no such flag. */
  readonly isFlag?: true;
  /** Rules that judge it. */
  readonly rules?: readonly string[];
  /** Also tells the page sizes. */
  readonly pageSizes?: true;
  readonly recipes?: readonly RecipeName[];
  readonly seeAlso: readonly string[];
}

export type RecipeName = "one-by-one" | "at-once" | "stack" | "real-time" | "secret" | "keeper";

export const states: readonly FactName[] = [
  "lock.states",
  "lock.unlocked",
  "lock.locked",
  "lock.superlocked",
  "lock.superlock",
  "lock.default-state",
  "lazy.reference",
  "lazy.critical",
  "lazy.interrupt",
  "lock.implicit",
  "lock.not-covered",
];

export const ends: readonly FactName[] = [
  "lock.nesting",
  "lock.unmap",
  "lock.truncate",
  "lock.sharing",
  "lock.fork",
  "lock.fork-writes",
  "lock.vfork",
  "lock.exec",
  "lock.exit",
];

export const callers: readonly FactName[] = ["lock.thread", "lock.signal-handler", "lock.cancellation"];

export const versions: readonly FactName[] = ["lock.header", "lock.feature", "mlock.since"];

export const limits: readonly FactName[] = [
  "limit.default",
  "limit.counting",
  "limit.scope",
  "limit.dropped-privilege",
];

export const rangeLock: readonly FactName[] = [
  "mlock.effect",
  "mlock.population",
  "mlock.alignment",
  "mlock.zero-length",
  "lock.wrap",
  "lock.whole-pages",
  "mlock.order",
  "mlock.mapped",
  "mlock.hole",
  "mlock.accessible",
  "mlock.beyond-end",
  "mlock.executable",
  "mlock.noreserve",
  "hugetlb.lock",
  "special.lock",
  "mlock.privilege",
  "mlock.limit",
  "mlock.map-count",
  "mlock.resources",
  ...limits,
  "mlock.result",
  "lock.atomic",
  "sanitizer.effect",
];
