/**
 * The names of regions, which are made and taken apart here alone. They are strings because they are keys of tries and
 * maps at every load and store; what a name begins with tells what the region is:
 *
 *     3@17:key.42          a variable of the function that runs at depth 3 and was called at site 17 (below 0: a handler)
 *     3@17:=make@20        the record that the call of make() at site 20 has given it
 *     c:table.7  s:pool.8  x:errno.0    a constant, a static, a variable that other files see
 *     "text"3  "3          a string literal, with its bytes where they are plain
 *     malloc#12<5<2        what the call at site 12 has yielded, in a function called at 5, and that at 2; where it came
 *                          again, with '2 behind it, or with /again for all further ones
 *     *s:pool.8+16#4       where a pointer leads that nobody knows, by where and in which epoch it was read
 *     =find@2<5#4.1        where an unknown result leads, by its callers and the time
 *     strchr(3@17:key.42+0,58)    the same of a function whose answer rests on its arguments alone
 *     ?list of push        where a parameter leads
 *     s:pool.8→3.flag#4    a member whose place in its record is not known
 *     argv  siginfo 5#0  sorted s:pool.8  file:1    what the system, or a prediction, adds
 */
import type { SiteId, Unit, Variable } from "../../c/ir";
import type { RegionId } from "../../sim/types";

/** A run of a function: how deep it is, and the calls that led there, outermost first. */
export interface Activation {
  readonly depth: number;
  readonly chain: readonly SiteId[];
}

const named = (name: string): RegionId => name;

/** Depth and calling site: two calls from different places have different locals. */
const localsPrefix = ({ depth, chain }: Activation): string => `${depth}@${chain.at(-1) ?? ""}:`;

/** The region of a variable; locals have one for each activation. */
export function regionOfVariable(variable: Variable, activation: Activation): RegionId {
  const own = `${variable.name}.${variable.id}`;
  if (variable.scope === "local" || variable.scope === "parameter")
    return named(`${localsPrefix(activation)}${own}`);
  if (variable.isConst) return named(`c:${own}`);
  return named(variable.scope === "static" ? `s:${own}` : `x:${own}`);
}

/** Where the record lies that a call has given the caller. */
export const returnedRecord = (caller: Activation, callee: string, site: SiteId | undefined): RegionId =>
  named(`${localsPrefix(caller)}=${callee}@${site}`);

/** A string literal of that many bytes, its end included. */
export function regionOfString(id: number, value: string, bytes: number): RegionId {
  const isPlain = bytes === value.length + 1 && bytes <= longestLiteral && !/[^\0-\x7f]/.test(value);
  return named(isPlain ? `"${value}"${id}` : `"${id}`);
}

const longestLiteral = 256;

/** What a call yields: different for different callers, the same when the same call comes again. */
export const yielded = (callee: string, site: SiteId, chain: readonly SiteId[]): RegionId =>
  named(`${callee}#${site}${callersOf(chain)}`);

const callersOf = (chain: readonly SiteId[]): string => chain.map((caller) => `<${caller}`).join("");

/** What the same call yields for the `time`-th time. */
export const yieldedAgain = (region: RegionId, time: number): RegionId => named(`${region}'${time}`);

/** What the same call yields once more, and whenever else it comes. */
export const again = (region: RegionId): RegionId => named(`${region}/again`);

/** The name of an unknown value that is read there; the epoch changes with each store that nobody could follow. */
export const readName = (region: RegionId, offset: number, epoch: number): string =>
  `*${region}+${offset}#${epoch}`;

/** The name of the unknown value that a call returns: another one each time that anything may have changed. */
export const resultName = (
  callee: string,
  site: SiteId,
  chain: readonly SiteId[],
  { epoch, serial }: { readonly epoch: number; readonly serial: number },
): string => `=${callee}@${[...chain, site].join("<")}#${epoch}.${serial}`;

/** The name of what a function returns that always returns the same for the same arguments. */
export const answerName = (callee: string, given: readonly (string | undefined)[]): string =>
  `${callee}(${given.join()})`;

/** The name of the value that a caller whom nobody knows gives. */
export const givenName = (parameter: string, functionName: string): string =>
  `?${parameter} of ${functionName}`;

/** Where an unknown pointer leads, by the pointer's own name. */
export const pointedBy = (name: string): RegionId => named(name);

/** Where a pointer leads of which no more is needed than that it leads somewhere. */
export const somewhere: RegionId = named("?");

/** A member whose place is not known, bit-fields and all in records of unknown layout, by the record's epoch. */
export const memberRegion = (record: RegionId, offset: number, field: string, epoch: number): RegionId =>
  named(`${record}${inside}${offset}.${field}#${epoch}`);

const inside = "→";

/** What `main` is given: the vector, and the name that it leads to. */
export const argumentVector: RegionId = named("argv");
export const programName: RegionId = named("argv[0]");

/** What a signal's handler is told; `running`: how many handlers run already. */
export const signalInfo = (chain: readonly SiteId[], running: number): RegionId =>
  named(`siginfo ${chain.join("<")}#${running}`);

/** Where a table's elements lie while they are put in order. */
export const sortedAside = (table: RegionId): RegionId => named(`sorted ${table}`);

/** The name of the file that is opened as the `count`-th, from 0, and where its stream leads. */
export const openedFile = (count: number): string => `file:${count}`;

/** Any activation's local variable: nobody else sees it unless its address got out. */
export const isAutomatic = (region: RegionId): boolean => automatic.test(region);
const automatic = /^\d+@-?\d*:/;

/** Tells what is this activation's: its variables, and the records it was given. */
export function isLocalOf(activation: Activation): (region: RegionId) => boolean {
  const prefix = localsPrefix(activation);
  return (region) => region.startsWith(prefix);
}

/** What locals of one activation have in common; undefined for what is no local. */
export const activationOf = (region: RegionId): string | undefined => automatic.exec(region)?.[0];

/** How deep the activation is whose local it is. */
export const depthOf = (region: RegionId): number | undefined =>
  isAutomatic(region) ? Number.parseInt(region, 10) : undefined;

/** A constant, a static, or what other files see. */
export const isGlobal = (region: RegionId): boolean => /^[csx]:/.test(region);

/** A local or a global of the program. */
export const isOfProgram = (region: RegionId): boolean => isAutomatic(region) || isGlobal(region);

/** A variable that other files see. */
export const isExternal = (region: RegionId): boolean => region.startsWith("x:");

/** A variable of this file that other files cannot name. */
export const isStatic = (region: RegionId): boolean => region.startsWith("s:");

/** A constant variable. */
export const isConstant = (region: RegionId): boolean => region.startsWith("c:");

export const isLiteral = (region: RegionId): boolean => region.charCodeAt(0) === quotationMark;
const quotationMark = 34;

/** The literal's characters without its end, where they are plain. */
export function textOfLiteral(region: RegionId): string | undefined {
  const end = region.lastIndexOf('"');
  return end > 0 ? region.slice(1, end) : undefined;
}

/** The variable that the region is; undefined for a mapping, a heap block, or what an unknown pointer leads to. */
export const variableOfRegion = ({ variables }: Unit, region: RegionId): Variable | undefined =>
  variables[Number(/^(?:\d+@-?\d*|[csx]):.*\.(\d+)$/.exec(region)?.[1] ?? Number.NaN)];

/** The name a reader knows the region by. */
export const nameOfRegion = (region: RegionId): string =>
  region.replace(/^(\d+@-?\d*|[csx]):/, "").replace(/\.\d+$/, "");

/** The call that has yielded it. */
export function makerOf(region: RegionId): { readonly callee: string; readonly site: SiteId } | undefined {
  const [, callee, site] = /^(\w+)#(\d+)/.exec(region) ?? [];
  return callee === undefined ? undefined : { callee, site: Number(site) };
}

/** Was it allocated or mapped by a call that was seen? Of what one call makes again and again, nothing is claimed. */
export const isMade = (region: RegionId): boolean => /^\w+#\d+/.test(region) && !isSeveral(region);

/** Was it yielded while this activation was the innermost, or inside of what it called? */
export function isMadeIn({ chain }: Activation, region: RegionId): boolean {
  const callers = /^\w+#\d+(.*)$/.exec(region)?.[1] ?? "";
  const own = callersOf(chain);
  return callers === own || callers.startsWith(`${own}<`);
}

/** A region that stands for several blocks: of none of them anything is known. */
export const isSeveral = (region: RegionId): boolean => region.endsWith("/again");

/** A region that stands for what an unknown pointer leads to. */
export const isMadeUp = (region: RegionId): boolean => region.startsWith("*") || region.startsWith("=");

/** Is the value's name that of what one of these has returned? */
export const isResultOf = (name: string | undefined, ...callees: readonly string[]): boolean =>
  name !== undefined && callees.some((callee) => name.startsWith(`=${callee}@`));

/** The record of which it is a member, of a member's member the outermost. */
export const recordOf = (region: RegionId): RegionId => {
  const end = region.indexOf(inside);
  return end < 0 ? region : named(region.slice(0, end));
};

export const isMember = (region: RegionId): boolean => region.includes(inside);

/** Where the member begins: bytes from the start of the record that it lies in. */
export function placeOfMember(
  region: RegionId,
): { readonly record: RegionId; readonly offset: number } | undefined {
  const end = region.lastIndexOf(inside);
  if (end < 0) return undefined;
  return {
    record: named(region.slice(0, end)),
    offset: Number.parseInt(region.slice(end + inside.length), 10),
  };
}

/** Tells the record's members, as they are called in that epoch. */
export const isMemberOf = (record: RegionId, epoch: number): ((region: RegionId) => boolean) => {
  const [members, since] = [`${record}${inside}`, `#${epoch}`];
  return (region) => region.startsWith(members) && region.endsWith(since);
};

/** From where the region is reached, and in which epoch of that: of a member its record, of a pointer's the pointer's place. */
export function reachedFrom(
  region: RegionId,
): { readonly from: RegionId; readonly epoch: number } | undefined {
  const made = /^(?:(.+)→-?\d+\.[^→#]*|\*(.+)\+-?\d+)#(\d+)$/.exec(region);
  return made ? { from: named(made[1] ?? made[2] ?? ""), epoch: Number(made[3]) } : undefined;
}

/** Where a pointer leads that was read somewhere. */
export const isRead = (region: RegionId): boolean => region.startsWith("*");

/**
 * Memory that the other path can reach by the same name although it never wrote there: what a parameter leads to, members
 * that are regions. A variable or block that only one path knows is nothing that the other path can reach.
 */
export const isElsewhere = (region: RegionId): boolean =>
  isMember(region) || isRead(region) || region.startsWith("?");

/** Who may change it: every file, this file, or whoever has its address. */
export type Part = "shared" | "statics" | "own";

/** What a global's pointers lead to is as open as the global. */
export function partOf(region: RegionId): Part {
  let at = 0;
  while (region.charCodeAt(at) === asterisk) at++;
  if (region.charCodeAt(at + 1) !== colon) return "own";
  const first = region.charCodeAt(at);
  return first === letterX ? "shared" : first === letterS ? "statics" : "own";
}

const asterisk = 42;
const colon = 58;
const letterS = 115;
const letterX = 120;
