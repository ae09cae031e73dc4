/** What `check` does with repairs: writes them or prints them, and says what was repaired and what is left. */
import { rewrite } from "../host/rewrite";
import { mergeSame } from "../ide/same";
import type { CheckResult, Fix } from "../ide/types";
import { counted } from "../text/counted";
import type { Arguments } from "./arguments";
import { unifiedDiff } from "./diff";
import { type Io, Misuse } from "./io";
import { type Change, canonicalPath, type Rechecker, type Repairs } from "./repair";
import { shortPath } from "./report";

/** What the user wants of repairs. */
export interface Wish {
  readonly output: "files" | "diff";
  readonly isUnsafe: boolean;
  readonly allows: (fix: Fix) => boolean;
}

/** Undefined where no repair is wanted. */
export function wishOf({ flags, values }: Arguments): Wish | undefined {
  const isUnsafe = flags.has("unsafe");
  if (flags.has("diff") && values("format").at(-1) === "json")
    throw new Misuse("--diff prints a diff: it cannot be combined with --format json");
  if (!flags.has("fix") && !flags.has("diff")) {
    if (isUnsafe) throw new Misuse("--unsafe needs --fix or --diff");
    return undefined;
  }
  return { output: flags.has("diff") ? "diff" : "files", isUnsafe, allows: ({ safe }) => safe || isUnsafe };
}

/** What is known after the repairs were made or shown. */
export interface Fixed {
  /** Of each file, as it stands now. */
  readonly results: readonly CheckResult[];
  /** Of each file, as it is with the repairs. */
  readonly after: readonly CheckResult[];
  readonly repaired: Repairs["repaired"];
  readonly failed: boolean;
}

export async function fixAll(
  rechecker: Rechecker,
  { output, allows }: Wish,
  before: readonly CheckResult[],
  io: Io,
): Promise<Fixed> {
  const repairs = await rechecker.repair(allows);
  const after = [...repairs.results.values()];
  if (repairs.isCircular) io.err("mlock-lint: repairs lead to ever more repairs; stopped\n");
  if (output === "diff") {
    for (const change of inOrder(repairs.changes, io))
      io.out(unifiedDiff(shortPath(change.file, io.cwd), change.before, change.after));
    return { results: before, after, repaired: repairs.repaired, failed: false };
  }
  const unwritten = new Set(inOrder(repairs.changes, io).filter((change) => !isWritten(change, io)));
  const files = new Set([...unwritten].map(({ file }) => file));
  const isKept = (file: string) => !files.has(file);
  const results = [...repairs.results].map(([file, result]) =>
    isKept(file) ? result : (before.find((one) => one.files[0] === file) ?? result),
  );
  const repaired = repairs.repaired.filter(({ finding }) => isKept(canonicalPath(finding.location.file)));
  return { results, after: results, repaired, failed: unwritten.size > 0 };
}

const inOrder = (changes: readonly Change[], { cwd }: Io): Change[] =>
  [...changes].sort((a, b) => (shortPath(a.file, cwd) < shortPath(b.file, cwd) ? -1 : 1));

function isWritten({ file, before, after }: Change, io: Io): boolean {
  const reason = rewrite(file, before, after);
  if (reason !== undefined) io.err(`mlock-lint: ${shortPath(file, io.cwd)}: not repaired: ${reason}\n`);
  return reason === undefined;
}

/** "repaired 3 findings in 2 files (2 stale-errno, 1 bad-flags); 4 more could be repaired with --unsafe". */
export function repairedLine({ output, isUnsafe }: Wish, { repaired, after }: Fixed): string {
  const files = new Set(repaired.map(({ finding }) => finding.location.file)).size;
  const rules = [...new Set(repaired.map(({ finding }) => finding.rule))].sort();
  const byRule = rules.map(
    (rule) => `${repaired.filter(({ finding }) => finding.rule === rule).length} ${rule}`,
  );
  const verb = output === "diff" ? "would repair" : "repaired";
  const counts = `${counted(repaired.length, "finding")} in ${counted(files, "file")}`;
  const done = repaired.length === 0 ? `${verb} nothing` : `${verb} ${counts} (${byRule.join(", ")})`;
  const left = mergeSame(after.map(({ findings }) => findings));
  const unsafe = left.filter(({ fixes }) => fixes.some(({ safe }) => !safe)).length;
  return unsafe > 0 && !isUnsafe ? `${done}; ${unsafe} more could be repaired with --unsafe` : done;
}
