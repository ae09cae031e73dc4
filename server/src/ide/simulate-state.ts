/** What a process is given, and what calls change in it beside its pages: limits, privileges, promises, contexts. */
import type { Platform } from "../platforms/profile";
import type { CallText } from "../sim/transcript/lines";
import { yesOrNo } from "../sim/transcript/pages";
import { privilegesWord } from "../sim/transcript/settings";
import { sizeWord } from "../sim/transcript/sizes";
import type { Scope } from "../sim/transcript/words";
import type { World } from "../sim/types";

/** Each as a word and its value, in the spelling of the transcript. */
const states: readonly (readonly [name: string, value: (world: World) => string])[] = [
  ["VmLck", ({ lockedBytes }) => bytesWord(lockedBytes)],
  ["VmShm", ({ shmLockedBytes }) => bytesWord(shmLockedBytes)],
  ["future", ({ future }) => future],
  ["plocked", ({ plock }) => plock],
  ["superlocked", ({ superlocked }) => yesOrNo(superlocked)],
  ["privileges", privilegesWord],
  ["limit", ({ limit }) => bytesWord(limit)],
  ["hard", ({ hardLimit }) => bytesWord(hardLimit)],
  ["context", ({ context }) => context],
  ["interrupts", ({ interrupts }) => interrupts],
  ["memory", ({ memory }) => memory],
];

const bytesWord = (bytes: number | undefined) => (bytes === undefined ? "unknown" : sizeWord(bytes));

/** "VmLck 8k → 12k, future off → on": what is another than before. */
export function statesThatChanged(before: Scope, after: Scope, call: CallText | undefined): string {
  const file = call?.words[0] === "file" || call?.words[0] === "ftruncate" ? call.words[1] : undefined;
  const changes = [...states, ...(file === undefined ? [] : [sizeOf(file)])].flatMap(([name, value]) => {
    const [old, now] = [value(before.world), value(after.world)];
    return old === now ? [] : [old === "" ? `${name} ${now}` : `${name} ${old} → ${now}`];
  });
  return changes.join(", ");
}

function sizeOf(file: string): (typeof states)[number] {
  return [
    `file ${file}`,
    ({ objects }) => {
      const size = objects.get(file);
      return size === undefined ? "" : sizeWord(size);
    },
  ];
}

/** "page 4k", "privileges none", "limit 8M by default"... */
export function settingsOf({ profile, world }: Scope, given: Partial<World>): readonly string[] {
  const [limit, hard] = [bytesWord(world.limit), bytesWord(world.hardLimit)];
  return [
    `page ${sizeWord(profile.pageSize.usual)}`,
    `privileges ${privilegesWord(world)}`,
    `limit ${limit}${given.limit === undefined && given.hardLimit === undefined && world.limit !== Number.POSITIVE_INFINITY ? " by default" : ""}`,
    ...(hard === limit || world.hardLimit === undefined ? [] : [`hard ${hard}`]),
    ...(world.context === "thread" ? [] : [`context ${world.context}`]),
    ...(world.interrupts === "enabled" ? [] : [`interrupts ${world.interrupts}`]),
    ...(world.memory === "ample" ? [] : [`memory ${world.memory}`]),
  ];
}

/** What is given and cannot be so on that platform, or does nothing there. */
export function doubtsOf(
  platform: Platform,
  page: number | undefined,
  { limit }: Partial<World>,
): readonly string[] {
  const { pageSize, facts } = platform;
  const sizes = [...new Set(Object.values(pageSize.byArchitecture).flat())].sort((one, other) => one - other);
  const isStrange = page !== undefined && sizes.length > 0 && !sizes.includes(page);
  const isUseless =
    limit !== undefined && limit !== Number.POSITIVE_INFINITY && facts["mlock.limit"].value === "none";
  return [
    ...(isStrange
      ? [`${platform.id} has no pages of ${sizeWord(page)}, only of ${sizes.map(sizeWord).join(", ")}`]
      : []),
    ...(isUseless ? [`mlock() of ${platform.id} knows no limit`] : []),
  ];
}
