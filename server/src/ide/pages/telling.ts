/** What a platform has to say of a fact: nobody asks how a call aligns that does nothing there. */
import type { FactName, Platform } from "../../platforms/profile";
import { absenceWords, factOf, isSilent } from "./fact-words";
import type { Topic } from "./topic";

/** `moot`: the question does not arise, because what it is about is not there or does nothing. */
export type Telling = "told" | "absent" | "silent" | "moot";

/** On the page about one call or flag. */
export function tellingOf(platform: Platform, name: FactName, topic: Topic): Telling {
  const fact = factOf(platform, name);
  if (isMoot(platform, name) || isBesideThePoint(platform, name, topic)) return "moot";
  const isUnread = isSilent(fact) && name.split(".")[0] === topic.stands?.split(".")[0];
  if (absenceWords(fact) !== undefined) return isUnread ? "silent" : "absent";
  const isUnknownNumber = name === "mlock.map-count" && fact.value === null;
  return isSilent(fact) || isUnknownNumber ? "silent" : "told";
}

const calls = ["mlock", "munlock", "mlockall", "munlockall"] as const;
type LockCall = (typeof calls)[number];

/** Is there such a call, and is it more than a name? */
const works = ({ facts }: Platform, call: LockCall): boolean =>
  !["noop", "fails", "absent"].includes(facts[`${call}.effect`].value);

const locks = (platform: Platform): boolean => works(platform, "mlock") || works(platform, "mlockall");

const isMoot = (platform: Platform, name: FactName): boolean => {
  const call = calls.find((one) => name.startsWith(`${one}.`)) ?? owners[name];
  if (call !== undefined && !works(platform, call)) {
    return !worthSaying.test(name) && !(name.endsWith(".result") && alwaysLocked(platform));
  }
  if (locks(platform)) return false;
  const isSaid = alwaysLocked(platform) && !isSilent(factOf(platform, name));
  return aboutLimits.test(name) || (aboutLocks.has(name) && !isSaid);
};

/** Does the call of a page do nothing, or always fail? */
export function isIdle(platform: Platform, { stands }: Topic): boolean {
  const call = calls.find((one) => stands === `${one}.effect`);
  return call !== undefined && !works(platform, call);
}

/** Then only that is told, and where it is declared. */
const isBesideThePoint = (platform: Platform, name: FactName, topic: Topic): boolean =>
  isIdle(platform, topic) &&
  !alwaysLocked(platform) &&
  name.split(".")[0] !== topic.stands?.split(".")[0] &&
  !isAboutCode.test(name);

const isAboutCode = /^lock\.(?:header|feature|thread|signal-handler|cancellation)$/;

/** QNX 8 holds all memory without being asked. */
const alwaysLocked = ({ facts }: Platform): boolean => facts["lock.superlock"].value === "always";

/** What is said even of a call that does nothing. */
const worthSaying = /\.(?:effect|errno|interrupt|since)$/;

/** What only MCL_FUTURE brings about. */
const owners: Partial<Record<FactName, LockCall>> = {
  "brk.limit": "mlockall",
  "pthread_create.limit": "mlockall",
};

const aboutLimits = /^limit\./;

/** Asked only where something can be locked, or always is. */
const aboutLocks: ReadonlySet<FactName> = new Set([
  "lock.wrap",
  "lock.whole-pages",
  "lock.atomic",
  "lock.nesting",
  "lock.fork",
  "lock.fork-writes",
  "lock.vfork",
  "lock.exec",
  "lock.unmap",
  "lock.truncate",
  "lock.sharing",
  "lock.exit",
  "lock.states",
  "lock.unlocked",
  "lock.locked",
  "lock.implicit",
  "lock.not-covered",
  "special.lock",
  "hugetlb.lock",
  "sanitizer.effect",
  "munlock.never-locked",
]);
