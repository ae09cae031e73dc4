/** What programs do to themselves: privileges, threads, other programs in their place. */

import type { RegionAddress } from "../../sim/regions";
import type { Call } from "../../sim/types";
import { holdsRight } from "../models/privilege-sets";
import { executing } from "../models/process";
import type { State } from "../state";
import { exact } from "../values/value";
import { argument, type BesideCall, integer, isConstant, type KernelArguments, numberAt } from "./arguments";

type Built = Call<RegionAddress> | undefined;

const zeroOrMinusOne = { result: "zero-or-minus-one", split: false } as const;
const errorNumber = { result: "error-number", split: false } as const;

const replacing: BesideCall = { ...zeroOrMinusOne, leaves: true, build: () => ({ name: "exec" }) };

/** setuid() and its kin take the effective user from one argument; -1 leaves it. */
const becoming = (index: number, real?: number): BesideCall => ({
  ...zeroOrMinusOne,
  after: (given, state) => ({
    ...state,
    life: { ...state.life, user: userAfter(given, state, index, real) },
  }),
  build: (given) => changingUser(integer(given, index)),
  mayFail: (given) => (given.world.privileged === true ? undefined : ["EPERM", "EAGAIN"]),
});

/** Their models say what they do to memory and errno. */
export const processCalls: Readonly<Record<string, BesideCall>> = {
  setuid: becoming(0, 0),
  seteuid: becoming(0),
  setreuid: becoming(1, 0),
  setresuid: becoming(1, 0),
  capset: { ...zeroOrMinusOne, build: settingCapabilities, mayFail: () => ["EPERM", "EINVAL"] },
  cap_set_proc: { ...zeroOrMinusOne, build: () => granting(undefined) },
  capng_apply: { ...zeroOrMinusOne, build: () => granting(undefined) },
  priv_set: { ...zeroOrMinusOne, build: (given) => granting(listed(given)) },
  setppriv: { ...zeroOrMinusOne, build: (given) => granting(gathered(given)) },
  procmgr_ability: { ...errorNumber, build: (given) => granting(ability(given)) },
  ...Object.fromEntries(executing.split(" ").map((name) => [name, replacing])),
  pthread_create: { ...errorNumber, build: () => ({ name: "pthread_create", stack: undefined }) },
};

const granting = (grants: boolean | "unchanged" | undefined): Built =>
  grants === "unchanged" ? undefined : { name: "priv_set", grants };

/** Only root's setuid() changes the real user; of others what they may change is not followed. */
function userAfter(
  given: KernelArguments,
  { life }: State,
  effective: number,
  real: number | undefined,
): User {
  const { user } = life;
  const to = (index: number, before: number) => {
    const wanted = integer(given, index);
    return wanted === -1 || wanted === 2 ** 32 - 1 ? before : wanted;
  };
  if (user?.effective !== 0) return undefined;
  const [next, nextReal] = [to(effective, 0), real === undefined ? user.real : to(real, user.real)];
  return next === undefined || nextReal === undefined ? undefined : { effective: next, real: nextReal };
}

type User = State["life"]["user"];

/** Root that becomes somebody else is no longer privileged; who becomes root again may be. */
function changingUser(user: number | undefined): Built {
  if (user === -1 || user === 2 ** 32 - 1) return undefined;
  return user === undefined || user === 0 ? granting(undefined) : { name: "setuid" };
}

/** The effective set is the first word; CAP_IPC_LOCK is one of its bits. */
function settingCapabilities(given: KernelArguments): Built {
  const effective = numberAt(given, 1, { offset: 0, bytes: 4 });
  return granting(effective === undefined ? undefined : ((effective >>> capabilityToLock) & 1) === 1);
}

const capabilityToLock = 14;

/**
 * priv_set(PRIV_ON or PRIV_OFF or PRIV_SET, which set, names…, NULL): what it makes of the effective set. What leaves the
 * permitted set leaves that, too; PRIV_ALLSETS is both and others (setppriv(2)).
 */
function listed(given: KernelArguments): boolean | "unchanged" | undefined {
  const names = given.args.slice(2).filter((value) => exact(value) !== 0);
  const isListed = names.some(
    ({ constant }) => constant === "PRIV_PROC_LOCK_MEMORY" || constant === "PRIV_ALL",
  );
  return switched(given, names.some(({ constant }) => constant === undefined) ? undefined : isListed);
}

/** setppriv(operation, which set, set): the same of what was gathered in a set. */
function gathered(given: KernelArguments): boolean | "unchanged" | undefined {
  const held = holdsRight(given, 2);
  return switched(given, held === undefined ? undefined : held === 1);
}

function switched(given: KernelArguments, isListed: boolean | undefined): boolean | "unchanged" | undefined {
  const which = argument(given, 1).constant;
  if (which === "PRIV_INHERITABLE" || which === "PRIV_LIMIT") return "unchanged";
  if (!isKnownSet.has(which ?? "") || isListed === undefined) return undefined;
  const gives = which === "PRIV_PERMITTED" ? "unchanged" : true;
  if (isConstant(given, 0, "PRIV_SET")) return isListed ? gives : false;
  if (!isListed) return "unchanged";
  return isConstant(given, 0, "PRIV_ON") ? gives : isConstant(given, 0, "PRIV_OFF") ? false : undefined;
}

const isKnownSet: ReadonlySet<string> = new Set(["PRIV_EFFECTIVE", "PRIV_PERMITTED", "PRIV_ALLSETS"]);

/** procmgr_ability(pid, operation | ability, …, PROCMGR_AID_EOL): the last word on locking memory counts. */
function ability(given: KernelArguments): boolean | "unchanged" | undefined {
  const { constants } = given.platform;
  const bit = (name: string) => constants[name] ?? 0;
  let grants: boolean | "unchanged" = "unchanged";
  for (const value of given.args.slice(1)) {
    const word = exact(value);
    if (word === undefined) return undefined;
    const asked = word & bit("PROCMGR_AID_MASK");
    if (word === bit("PROCMGR_AID_EOL")) break;
    if (asked !== bit("PROCMGR_AID_MEM_LOCK")) continue;
    // A subrange is followed by its two ends.
    if ((word & bit("PROCMGR_AOP_SUBRANGE")) !== 0) return undefined;
    if ((word & bit("PROCMGR_AOP_ALLOW")) !== 0) grants = true;
    if ((word & bit("PROCMGR_AOP_DENY")) !== 0) grants = false;
  }
  return grants;
}
