/** What a check looked at, what it left out, and where it lost sight: plain data for people who ask why nothing was said. */
import type { Assumptions } from "../interp/context";
import { entryPoints } from "../interp/entries";
import type { Events } from "../interp/record/events";
import type { Cost, SilenceReason } from "../interp/record/losses";
import type { Platform } from "../platforms/profile";
import { assumptionsOf } from "./assumptions";
import type { Tools } from "./check";
import { check } from "./check";
import { fatesOf } from "./fates";
import { type Left, leftOut } from "./slice";
import { trackedCallAt } from "./tracked";
import { type CheckRequest, type CheckResult, type Location, type PlatformId, placeKey } from "./types";
import type { View } from "./views";

/** One platform's run over one configuration of the file. */
export interface RunAccount {
  readonly platform: PlatformId;
  /** Macros that nothing read defines and that were taken to be so. */
  readonly assumed: Readonly<Record<string, string>>;
  /** In the order of the text. */
  readonly functions: readonly RunFunction[];
  /** Functions of the file that were not lowered. */
  readonly leftOut: ReadonlyMap<string, Left>;
  readonly calls: readonly RunCall[];
  readonly losses: readonly PlacedLoss[];
}

export interface RunFunction {
  readonly name: string;
  readonly location: Location;
  /** Was it run from here, with nothing known of its arguments? Otherwise only as others call it. */
  readonly isEntry: boolean;
}

export interface RunCall {
  readonly name: string;
  readonly location: Location;
  /** What this platform's kernel does there; undefined where no path came. */
  readonly fate: string | undefined;
}

export interface PlacedLoss {
  readonly reason: SilenceReason;
  /** The unknown function, what is wrong with the statement, where the fuel went. */
  readonly what: string;
  readonly location: Location;
  readonly functionName: string;
  readonly visits: number;
  /** In how many visits something was forgotten. */
  readonly costs: readonly (readonly [Cost, number])[];
}

export interface Dump {
  readonly result: CheckResult;
  readonly runs: readonly RunAccount[];
}

export function dump(request: CheckRequest, tools: Tools): Dump {
  const runs: RunAccount[] = [];
  const assumed = assumptionsOf(request);
  const slices = check(request, tools, (view, platform, events) => {
    runs.push(accountOf(view, platform, events, assumed));
  });
  for (;;) {
    const next = slices.next();
    if (next.done) return { result: next.value, runs };
  }
}

function accountOf(view: View, platform: Platform, events: Events, { isHandler }: Assumptions): RunAccount {
  const { unit, locator, expanded } = view;
  const entries = new Set(entryPoints(unit, isHandler).run.map(({ fn }) => fn.name));
  const fates = new Map(
    fatesOf(view, platform, events).map(({ location, words }) => [placeKey(location), words]),
  );
  const calls = unit.sites.flatMap((site): RunCall[] => {
    const name = trackedCallAt(site);
    if (name === undefined) return [];
    const location = locator.location(site.nameSpan);
    return [{ name, location, fate: fates.get(placeKey(location)) }];
  });
  return {
    platform: platform.id,
    assumed: expanded.assumed,
    functions: [...unit.functions.values()].map(({ name, nameSpan }) => ({
      name,
      location: locator.location(nameSpan),
      isEntry: entries.has(name),
    })),
    leftOut: leftOut(
      unit.outline.filter(({ span }) => span.start < view.ownEnd),
      new Set(unit.functions.keys()),
    ),
    calls: [...new Map(calls.map((call) => [placeKey(call.location), call])).values()],
    losses: events.losses.map(({ span, costs, ...loss }) => ({
      ...loss,
      location: locator.location(span),
      costs: [...costs],
    })),
  };
}
