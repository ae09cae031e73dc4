/** Locks that bring no page in, or do not promise it, taken for such as do. */
import type { Observation } from "../interp/record/observations";
import type { FactName } from "../platforms/profile";
import { judgeObserved } from "./observed";
import type { Repair, Rule, Scene, Severity } from "./rule";
import { allocationOf } from "./words";

export const weakLock: Rule = {
  id: "weak-lock",
  summary: "A lock that brings no page in, or does not promise it, is taken for one that does.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) =>
    judgeObserved(scene, {
      rule: "weak-lock",
      kinds: ["weak-lock"],
      severity: severityOf,
      message,
      consequence: ({ detail }) => consequences[detail] ?? "",
      facts: (seen) => [factOf(seen)],
      about: ["memory", "locks", "real-time"],
      repair: (seen) => wholeLock(seen, scene) ?? ordinaryMemory(seen, scene),
    }),
};

function severityOf({ detail, certain, possible, visits }: Observation): Severity | undefined {
  if (detail === "partly") return certain + possible < visits ? undefined : "hint";
  if (detail === "skipped") return certain < visits ? undefined : "warning";
  return detail === "never" && certain < visits ? undefined : "info";
}

function message({ detail, site, other }: Observation): string {
  const name = site?.name;
  if (detail === "skipped")
    return `${name}() passes over MAP_NORESERVE memory that nobody has used yet, and returns 0`;
  if (detail === "never")
    return `${name}() brings in no page of lazily mapped memory, and nothing references it here`;
  if (detail === "partly")
    return `${name}() brings in no page of lazily mapped memory, and only the first is referenced here`;
  if (detail === "everything")
    return `MCL_ONFAULT brings in no page, and ${other?.name}() asks for a real-time policy`;
  const when = `the memory is first used after ${other?.name}() has asked for a real-time policy`;
  switch (name) {
    case "mlock2":
      return `MLOCK_ONFAULT brings in no page, and ${when}`;
    case "mlock":
    case "mlockall":
      return `${name}() brings in no page of lazily mapped memory, and ${when}`;
    default:
      return `MAP_LOCKED does not promise that the pages are there, and ${when}`;
  }
}

const consequences: Readonly<Record<string, string>> = {
  skipped: "it stays unlocked",
  partly: "each other page is brought in by a fault when it is first referenced",
  never: "each page is brought in by a fault when it is first referenced",
  everything: "each page is brought in by a fault when it is first used",
  late: "each page that is not there costs a fault then",
};

function factOf({ detail, site }: Observation): FactName {
  if (detail === "skipped") return "mlock.noreserve";
  if (site?.name === "mlock" || (site?.name === "mlockall" && detail === "late")) return "lazy.reference";
  return site?.name?.startsWith("mmap") ? "mmap.locked" : "lock.onfault";
}

/** The same lock without the flag. */
function wholeLock({ site }: Observation, { textAt }: Scene): Repair | undefined {
  const span = site?.args[site.name === "mlock2" ? 2 : 0];
  const text = span && textAt(span).trim();
  if (!span || !text) return undefined;
  if (site?.name === "mlock2" && text === "MLOCK_ONFAULT")
    return {
      kind: "replace",
      span,
      newText: "0",
      title: "Bring the pages in: mlock2() without MLOCK_ONFAULT",
    };
  if (
    site?.name !== "mlockall" ||
    !/\bMCL_ONFAULT\b/.test(text) ||
    !/^MCL_[A-Z]+(\s*\|\s*MCL_[A-Z]+)+$/.test(text)
  )
    return undefined;
  const newText = text
    .split(/\s*\|\s*/)
    .filter((flag) => flag !== "MCL_ONFAULT")
    .join(" | ");
  return { kind: "replace", span, newText, title: `Bring the pages in: ${newText}` };
}

/** The mapping without the flag that keeps its pages away. */
function ordinaryMemory({ detail, site, way }: Observation, scene: Scene): Repair | undefined {
  if (site?.name !== "mlock" && site?.name !== "mlockall") return undefined;
  const flags = allocationOf(scene, way)?.args[3];
  return flags && { kind: "remove-flag", flags, flag: detail === "skipped" ? "MAP_NORESERVE" : "MAP_LAZY" };
}
