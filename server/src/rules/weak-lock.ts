/** Locks that bring no page in, or do not promise it, taken for such as do. */
import type { Observed } from "../interp/record/observations";
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
      kind: "weak-lock",
      severity: severityOf,
      message,
      consequence: ({ weakness }) => consequences[weakness],
      facts: (seen) => [factOf(seen)],
      about: ["memory", "locks", "real-time"],
      repair: (seen) => wholeLock(seen, scene) ?? ordinaryMemory(seen, scene),
    }),
};

type WeakLock = Observed<"weak-lock">;

function severityOf({ weakness, certain, possible, visits }: WeakLock): Severity | undefined {
  if (weakness === "partly") return certain + possible < visits ? undefined : "hint";
  if (weakness === "skipped") return certain < visits ? undefined : "warning";
  return weakness === "never" && certain < visits ? undefined : "info";
}

function message({ weakness, site, other }: WeakLock): string {
  const name = site.name;
  if (weakness === "skipped")
    return `${name}() passes over MAP_NORESERVE memory that nobody has used yet, and returns 0`;
  if (weakness === "never")
    return `${name}() brings in no page of lazily mapped memory, and nothing references it here`;
  if (weakness === "partly")
    return `${name}() brings in no page of lazily mapped memory, and only the first is referenced here`;
  if (weakness === "everything")
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

const consequences: Readonly<Record<WeakLock["weakness"], string>> = {
  skipped: "it stays unlocked",
  partly: "each other page is brought in by a fault when it is first referenced",
  never: "each page is brought in by a fault when it is first referenced",
  everything: "each page is brought in by a fault when it is first used",
  late: "each page that is not there costs a fault then",
};

function factOf({ weakness, site }: WeakLock): FactName {
  if (weakness === "skipped") return "mlock.noreserve";
  if (site.name === "mlock" || (site.name === "mlockall" && weakness === "late")) return "lazy.reference";
  return site.name?.startsWith("mmap") ? "mmap.locked" : "lock.onfault";
}

/** The same lock without the flag. */
function wholeLock({ site }: WeakLock, { textAt }: Scene): Repair | undefined {
  const span = site.args[site.name === "mlock2" ? 2 : 0];
  const text = span && textAt(span).trim();
  if (!span || !text) return undefined;
  if (site.name === "mlock2" && text === "MLOCK_ONFAULT")
    return {
      kind: "replace",
      span,
      newText: "0",
      title: "Bring the pages in: mlock2() without MLOCK_ONFAULT",
    };
  if (
    site.name !== "mlockall" ||
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
function ordinaryMemory({ weakness, site, way }: WeakLock, scene: Scene): Repair | undefined {
  if (site.name !== "mlock" && site.name !== "mlockall") return undefined;
  const flags = allocationOf(scene, way)?.args[3];
  return flags && { kind: "remove-flag", flags, flag: weakness === "skipped" ? "MAP_NORESERVE" : "MAP_LAZY" };
}
