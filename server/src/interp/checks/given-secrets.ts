/** What getpass() and the like give is a secret wherever it is copied, and stays in memory of theirs that nobody locks. */

import type { RegionId } from "../../sim/types";
import { type Deed, type Deeds, deedsOf, did, put, undid } from "../deeds";
import { fine } from "../record/observations";
import { changed, type State } from "../state";
import { find } from "../temps";
import * as ranges from "../values/range";
import { anything, likelyTarget, type Value } from "../values/value";
import { returned } from "./locks";
import type { CallCheck, LeaveCheck, TouchCheck } from "./watch";

/** They give it in memory of their own; the others where this argument points. */
const inTheirOwn = ["getpass", "getpassphrase"];
const intoAnArgument = ["getpass_r", "readpassphrase"];

/** Who has given the secret that lies there, if each way here leads to it. */
export function giverOf(state: State, region: RegionId): string | undefined {
  const secret = deedsOf(state.deeds, "secret", region).find(({ isSure }) => isSure);
  return secret?.site.name;
}

const given: CallCheck = {
  calls: [...inTheirOwn, ...intoAnArgument],
  after: ({ name, args, instruction, site }, after) => {
    const place = inTheirOwn.includes(name) ? find(after.temps, instruction.into) : args[1];
    const region = regionOf(place);
    return region === undefined
      ? after
      : changed(after, {
          deeds: did(after.deeds, { kind: "secret", site, region, isCopy: false, isUsed: false }),
        });
  },
};

const regionOf = (value: Value | undefined): RegionId | undefined => likelyTarget(value ?? anything)?.region;

/** A copy of a secret is one; of something else, it is none any more. */
const copied: CallCheck = {
  calls: ["strcpy", "strncpy", "stpcpy", "strlcpy", "memcpy", "memmove", "mempcpy"],
  after: ({ args }, after) => {
    const [to, from] = [regionOf(args[0]), regionOf(args[1])];
    const [source] = from === undefined ? [] : deedsOf(after.deeds, "secret", from);
    if (to === undefined || to === from) return after;
    if (!source?.isSure) return changed(after, { deeds: undid(after.deeds, (deed) => isSecretOf(deed, to)) });
    const isKept = deedsOf(after.deeds, "locked", to).some(({ isSure }) => isSure);
    const copy = did(after.deeds, {
      kind: "secret",
      site: source.site,
      region: to,
      isCopy: true,
      isUsed: false,
    });
    return changed(after, { deeds: isKept ? put(copy, { ...source, isUsed: true }) : copy });
  },
};

export const secretKeeping: readonly CallCheck[] = [given, copied];

const isSecretOf = (deed: Deed, region: RegionId): boolean =>
  deed.kind === "secret" && deed.region === region;

/** Whatever is written there: whether all of it is gone is not asked. */
export const overwritten: TouchCheck = ({ run, state, target: { region, offset }, place }) => {
  // A zero behind the beginning ends a text.
  if (!place.write || (place.zero && (ranges.exact(offset) ?? 0) !== 0)) return state;
  const [secret] = deedsOf(state.deeds, "secret", region);
  if (!secret) return state;
  if (!secret.isCopy) {
    const { span, functionName } = secret.site;
    run.recorder.observe({ kind: "secret-left", span, functionName, ...fine });
  }
  return changed(state, { deeds: undid(state.deeds, (deed) => isSecretOf(deed, region)) });
};

/** The program keeps it in locked memory, and the function that asked for it leaves what it was copied from. */
export const leftAsGiven: LeaveCheck = (leaving) => {
  const { run, frame, state, value } = leaving;
  for (const { site, region, isCopy, isUsed, isSure } of deedsOf(state.deeds, "secret")) {
    if (isCopy || !inTheirOwn.includes(site.name ?? "")) continue;
    if (!isUsed || site.functionName !== frame.fn.name) continue;
    const isReturned = value.targets.some((target) => target.region === region);
    run.recorder.observe({
      kind: "secret-left",
      span: site.span,
      functionName: frame.fn.name,
      site,
      verdict: isSure && !isReturned ? "certain" : "fine",
      way: { trail: returned(leaving), region },
    });
  }
};

/**
 * What an unknown function is given to read alone is what it was, where it reaches it by nothing else; `without` tells what
 * it doubts if it is given the other arguments. Who is given it has it.
 */
export function onlyReadBy(
  deeds: Deeds,
  args: readonly Value[],
  onlyRead: readonly number[],
  without: (others: readonly Value[]) => Deeds,
): Deeds {
  const regions = onlyRead.flatMap((index) => regionOf(args[index]) ?? []);
  const contents = [...deedsOf(deeds, "filled"), ...deedsOf(deeds, "secret")].filter(({ region }) =>
    regions.includes(region),
  );
  if (contents.length === 0) return deeds;
  const kept = without(args.filter((_, index) => !onlyRead.includes(index)));
  return contents
    .flatMap(({ kind, region }): readonly Deed[] => deedsOf(kept, kind, region))
    .map((deed) => (deed.kind === "filled" ? { ...deed, isUsed: true, mayBeUsed: true } : deed))
    .reduce(put, deeds);
}
