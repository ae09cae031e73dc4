/** Foretells how a whole program ends: its paths are followed until what its children come to is known. */
import type { Unit } from "../../c/ir";
import type { Platform } from "../../platforms/profile";
import { follow, type ProcessBegin } from "../analyze";
import type { Observer, Steps } from "../context";
import { sameMemories } from "../memory/memory";
import type { Events } from "../record/events";
import { type Choice, type Doubt, type Ending, Endings, type Fate, keyOf, type ProcessId } from "./ending";

export interface Foretold {
  readonly events: Events;
  /** How the paths that were followed end, each way once. */
  readonly endings: readonly Ending[];
  /** Why that need not be all. */
  readonly doubt: Doubt | undefined;
  /** Where the paths part first. */
  readonly choice: Choice | undefined;
}

/** Children of children of children: each round knows one generation more. */
const mostRounds = 4;

/** `observer` hears the last round only. Undefined where the unit has no `main`. */
export function* foretell(
  unit: Unit,
  platform: Platform,
  begin: ProcessBegin,
  observer: () => Observer,
): Steps<Foretold | undefined> {
  const first = yield* foretellWith(unit, platform, begin, observer, "at once");
  if (!first?.usesThreads) return first;
  const other = yield* foretellWith(unit, platform, begin, observer, "late");
  const keys = (one: Foretold | undefined) => one?.endings.map(keyOf).sort().join();
  const doubt: Doubt = { kind: "concurrent", span: undefined, name: "pthread_create" };
  return keys(first) === keys(other)
    ? first.doubt
      ? first
      : other
    : { ...first, doubt: first.doubt ?? doubt };
}

function* foretellWith(
  unit: Unit,
  platform: Platform,
  begin: ProcessBegin,
  observer: () => Observer,
  threadsRun: Endings["threadsRun"],
): Steps<(Foretold & Pick<Endings, "usesThreads">) | undefined> {
  let children: ReadonlyMap<ProcessId, Fate> = new Map();
  for (let round = 1; ; round++) {
    const endings = new Endings(children, threadsRun);
    const events = yield* follow(unit, platform, begin, endings, observer());
    if (!events) return undefined;
    const known = endings.certainChildren();
    if (round === mostRounds || isSame(known, children))
      return { ...foretold(endings, events), usesThreads: endings.usesThreads };
    children = known;
  }
}

function isSame(a: ReadonlyMap<ProcessId, Fate>, b: ReadonlyMap<ProcessId, Fate>): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([process, { ending, memory }]) => {
    const other = b.get(process);
    if (!other || (ending && keyOf(ending)) !== (other.ending && keyOf(other.ending))) return false;
    return memory && other.memory ? sameMemories(memory, other.memory) : memory === other.memory;
  });
}

function foretold(endings: Endings, events: Events): Foretold {
  const result = endings.result("");
  const [reason] = events.silences.keys();
  const endless: Doubt = { kind: "endless", span: undefined, name: "" };
  const doubt: Doubt | undefined =
    result.doubt ??
    (result.waits ? endless : undefined) ??
    (reason !== undefined ? { kind: "gave-up", span: undefined, name: reason } : undefined) ??
    (result.endings.length === 0 ? endless : undefined);
  return { events, endings: result.endings, doubt, choice: result.choice };
}
