/** Which platforms a file is meant for, by what it shows of itself. */
import type { Expanded } from "../c/source";
import { platformIds, platforms } from "../platforms";
import type { PlatformId } from "../platforms/profile";

export interface Target {
  readonly id: PlatformId;
  readonly evidence: string;
}

export interface Targets {
  readonly chosen: readonly Target[];
  /** Nothing in the file speaks for a platform: what others would punish is worth an info. */
  readonly byDefault: boolean;
}

export const asked = (ids: readonly PlatformId[]): Targets => ({
  chosen: ids.map((id) => ({ id, evidence: "asked for" })),
  byDefault: false,
});

/**
 * Evidence that stands where even today's Linux compiles it decides alone; evidence behind a platform's own macro makes
 * the file portable, and Linux stays a target beside it. Without evidence: Linux.
 */
export function targetsOf(text: string, onLinux: Expanded, target = ""): Targets {
  const compiledFor = platformsOfTriple(target).map((id) => ({ id, evidence: target }));
  const firm = compiledFor.length > 0 ? compiledFor : strongest(evidenceIn(onLinux));
  const foreign = firm.filter(({ id }) => id !== "linux");
  const tested = namedIn((text.match(conditionLine) ?? []).join("\n"), (id) => platforms[id].evidence.macros);
  const guarded = platformIds.flatMap((id) => macroEvidence(id, tested));
  if (foreign.length > 0) return { chosen: unique([...foreign, ...guarded]), byDefault: false };
  const chosen = unique([...firm, ...guarded]);
  if (chosen.some(({ id }) => id !== "linux")) {
    return {
      chosen: unique([{ id: "linux", evidence: "the code outside its platform branches" }, ...chosen]),
      byDefault: false,
    };
  }
  if (chosen.length > 0) return { chosen, byDefault: false };
  return { chosen: [{ id: "linux", evidence: "no evidence of another platform" }], byDefault: true };
}

/** What compilers call their targets; the first row that fits. */
const triples: readonly (readonly [RegExp, readonly PlatformId[]])[] = [
  [/qnx8/, ["qnx8"]],
  [/qnx7/, ["qnx7"]],
  [/qnx6/, ["qnx6"]],
  [/nto|qnx/, ["qnx7", "qnx6"]],
  [/android/, ["android"]],
  [/linux/, ["linux"]],
  [/freebsd/, ["freebsd"]],
  [/netbsd/, ["netbsd"]],
  [/openbsd/, ["openbsd"]],
  [/apple|darwin|macos/, ["macos"]],
  [/solaris|illumos/, ["illumos", "solaris"]],
];

/** None for a triple that names none of ours: then the file's own evidence decides. */
const platformsOfTriple = (triple: string): readonly PlatformId[] =>
  triples.find(([pattern]) => pattern.test(triple))?.[1] ?? [];

interface Weighed extends Target {
  /** How many different things speak for it. */
  readonly weight: number;
}

function evidenceIn({ text, systemHeaders }: Expanded): Weighed[] {
  const named = namedIn(text, (id) => platforms[id].evidence.names);
  return platformIds.flatMap((id) => {
    const { headers, names } = platforms[id].evidence;
    const found = [
      ...headers.filter((header) => systemHeaders.includes(header)).map((header) => `<${header}>`),
      ...names.filter((name) => named.has(name)),
    ];
    return found[0] === undefined ? [] : [{ id, evidence: found[0], weight: found.length }];
  });
}

/** Those of all platforms' names that stand in a text: one search for all, which costs a sixth of one for each. */
function namedIn(text: string, namesOf: (id: PlatformId) => readonly string[]): ReadonlySet<string> {
  const names = new Set(platformIds.flatMap(namesOf));
  return new Set(text.match(new RegExp(`\\b(?:${[...names].join("|")})\\b`, "g")));
}

const conditionLine = /^[ \t]*#[ \t]*(?:if|ifdef|ifndef|elif)\b.*/gm;

function macroEvidence(id: PlatformId, tested: ReadonlySet<string>): Target[] {
  const macro = platforms[id].evidence.macros.find((name) => tested.has(name));
  return macro === undefined ? [] : [{ id, evidence: macro }];
}

/** Evidence that fits several versions of one platform yields the set; what only one of them has decides for that one. */
function strongest(weighed: readonly Weighed[]): Weighed[] {
  return weighed.filter(
    (one) => !weighed.some((other) => familyOf(other.id) === familyOf(one.id) && other.weight > one.weight),
  );
}

export const familyOf = (id: PlatformId): string => platforms[id].family;

function unique(targets: readonly Target[]): Target[] {
  const byId = new Map<PlatformId, Target>();
  for (const { id, evidence } of targets) if (!byId.has(id)) byId.set(id, { id, evidence });
  return platformIds.flatMap((id) => byId.get(id) ?? []);
}
