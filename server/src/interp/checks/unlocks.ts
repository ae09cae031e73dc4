/** Unlocks that do not do what the program takes them to do: of other memory, once for two locks, of a neighbour's page. */
import type { CallSite } from "../../c/ir";
import { some } from "../../sim/mappings";
import type { Calling } from "../calls/calling";
import { type Deed, deedsOf, isSeen, put, surelyNot, type Unlocked } from "../deeds";
import { fine, type Observed } from "../record/observations";
import { changed, type State } from "../state";
import { isGlobal } from "../values/region";
import { onlyTarget } from "../values/value";
import { isMadeHere, isMeant } from "./book";
import { type Bytes, bytesAt, bytesOf, holds, inPages, isIn, relationOf } from "./extents";
import type { CallCheck, TouchCheck } from "./watch";

const placeOf = (
  { frame, site }: Pick<Calling, "frame" | "site">,
  state: State,
  region: string | undefined,
) =>
  ({
    span: site.span,
    functionName: frame.fn.name,
    site,
    way: { trail: state.trail, region },
  }) as const;

/** munlock() of what was never locked, or not there, or further. */
export const otherUnlocked: CallCheck = {
  calls: ["munlock"],
  before: (calling, state) => {
    const bytes = onlyTarget(calling.args[0] ?? { range: null, targets: [] })
      ? bytesAt(calling.args[0], calling.args[1])
      : undefined;
    const seen = bytes ? differenceOf(calling, state, bytes) : fine;
    const place = placeOf(calling, state, bytes?.region);
    if (seen) calling.run.recorder.observe({ kind: "unlocked-otherwise", ...place, ...seen });
    return state;
  },
};

type Difference =
  | typeof fine
  | (Pick<Observed<"unlocked-otherwise">, "range" | "other"> & { readonly verdict: "certain" | "possible" });

/** Undefined: whether it is a fault will be seen later. */
function differenceOf({ run }: Calling, state: State, bytes: Bytes): Difference | undefined {
  const held = deedsOf(state.deeds, "locked", bytes.region);
  if (held.length === 0) return strangerOf(state, bytes);
  const page = run.platform.pageSize.usual;
  const relations = held.map((deed) => {
    const own = bytesOf(deed);
    return own && deed.isSure ? { deed, own, is: relationOf(state.world, bytes, own, page) } : undefined;
  });
  const known = relations.flatMap((one) => one ?? []);
  const [first] = known;
  if (!first || known.length < relations.length || isMeant(state.deeds, bytes)) return fine;
  const other = first.deed.site;
  if (known.every(({ is }) => is === "apart")) return { verdict: "certain", range: "elsewhere", other };
  if (known.some(({ is }) => is === "crosses")) return { verdict: "certain", range: "shifted", other };
  if (known.some(({ is }) => is === "within")) return undefined;
  const whole = inPages(state.world, bytes, page);
  const isOne = known.length === 1 && whole !== undefined && first.is === "covers";
  return isOne && first.own.start === bytes.start && holds(bytes, first.own)
    ? { verdict: "certain", range: "farther", other }
    : fine;
}

/** Nobody has locked it: is that sure? */
function strangerOf({ deeds, world }: State, { region }: Bytes): Difference {
  const isKnown = isMadeHere(region) || (isGlobal(region) && isSeen(deeds));
  const isUntouched = (["locked", "tried", "unlocked", "left-behind"] as const).every((kind) =>
    surelyNot(deeds, kind, region),
  );
  const mappings = world.regions.get(region)?.mappings;
  const isLocked =
    mappings !== undefined && some(mappings, ({ lock }) => lock === "locked" || lock === "onfault");
  if (!isKnown || !isUntouched || isLocked || world.future === "on" || world.future === "onfault")
    return fine;
  if (deedsOf(deeds, "locked-all").length > 0) return fine;
  const other = deedsOf(deeds, "locked").find(({ isSure }) => isSure)?.site;
  const isSure = surelyNot(deeds, "locked-all");
  if (!isSure && !other) return fine;
  return { verdict: isSure ? "certain" : "possible", range: "stranger", other };
}

/** munlock() once more of what one munlock() has unlocked already: the program counts its locks. */
export const countedUnlocks: CallCheck = {
  calls: ["munlock"],
  before: (calling, state) => {
    const { recorder } = calling.run;
    const bytes = bytesAt(calling.args[0], calling.args[1]);
    if (!bytes) return state;
    const isSingle = ({ times }: Deed) => times === 1;
    if (deedsOf(state.deeds, "locked", bytes.region).every(isSingle) && isMeant(state.deeds, bytes)) {
      recorder.observe({ kind: "unlocked-by-count", ...placeOf(calling, state, bytes.region), ...fine });
    }
    const over = deedsOf(state.deeds, "unlocked", bytes.region).find((deed) => isCounted(deed, bytes));
    if (!over) return state;
    recorder.observe({
      kind: "unlocked-by-count",
      ...placeOf({ ...calling, site: over.site }, state, over.region),
      functionName: over.site.functionName,
      verdict: "certain",
      other: over.began,
      isUsed: over.isUsed,
    });
    return state;
  },
};

/** Comes after the book: an unlock that took nobody's page along. */
export const noNeighbour: CallCheck = {
  calls: ["munlock"],
  after: (calling, state) => {
    const isTaken = [...state.deeds.done.values()].some(
      (deed) => "undermined" in deed && deed.undermined?.site === calling.site,
    );
    if (!isTaken) {
      const region = bytesAt(calling.args[0], calling.args[1])?.region;
      calling.run.recorder.observe({
        kind: "neighbour-unlocked",
        ...placeOf(calling, state, region),
        ...fine,
      });
    }
    return state;
  },
};

const isCounted = (deed: Unlocked, bytes: Bytes): boolean => {
  const own = bytesOf(deed);
  return (
    deed.isSure && deed.times > 1 && own !== undefined && own.start === bytes.start && own.end === bytes.end
  );
};

/** Memory that is used as locked, after an unlock that was meant for something else, or for one lock of two. */
export const usedAfterUnlock: TouchCheck = ({ run, frame, state, target, place }) => {
  if (place.wipes) return state;
  let { deeds } = state;
  for (const deed of state.deeds.done.values()) {
    if (deed.kind !== "locked" && deed.kind !== "unlocked") continue;
    if (deed.region !== target.region || !deed.isSure || !isIn(deed, target.offset)) continue;
    const unlock = deed.kind === "locked" ? deed.undermined?.site : unlockOf(deed, state);
    if (!unlock || deed.isUsed) continue;
    const { functionName } = unlock;
    const place = { ...placeOf({ frame, site: unlock }, state, deed.region), functionName };
    if (deed.kind === "locked") {
      const verdict = deed.undermined?.certainty ?? "possible";
      run.recorder.observe({ kind: "neighbour-unlocked", ...place, verdict, other: deed.site });
    } else {
      const seen = { verdict: "possible", ended: endedBy(deed), other: deed.began } as const;
      run.recorder.observe({ kind: "used-after-unlock", ...place, ...seen });
    }
    deeds = put(deeds, { ...deed, isUsed: true });
  }
  return deeds === state.deeds ? state : changed(state, { deeds });
};

/** The unlock that ended more than the program takes it to have ended. */
function unlockOf({ times, site, began }: Unlocked, { deeds }: State): CallSite | undefined {
  if (site === began) return undefined;
  if (site.name === "munlockall") {
    const isBoth = deedsOf(deeds, "unlocked-all").some((deed) => deed.site === site && deed.isSure);
    return isBoth ? site : undefined;
  }
  if (site.name !== "munlock") return undefined;
  return times > 1 || deedsOf(deeds, "locked-all").some(({ isSure }) => isSure) ? site : undefined;
}

function endedBy({ times, site }: Unlocked): Observed<"used-after-unlock">["ended"] {
  if (site?.name === "munlockall") return "munlockall";
  return times > 1 ? "locks" : "mlockall";
}
