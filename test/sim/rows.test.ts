/**
 * Every row of the fact sheet that describes behaviour, and every vector observed on Linux, is shown by a test that
 * names it; the others stand here with the reason. The sheet is not part of the project: without it this says so.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheet = new URL("../../../shared/semantics.md", import.meta.url);

/** Rows that no sequence of calls can show. */
const unshown: Readonly<Record<string, string>> = {
  "L-23": "unlink() and close() are no calls on memory",
  "L-29": "a default: the fact limit.default",
  "L-54": "a list of functions: the fact lock.signal-handler",
  "L-65": "errno after success: the rule stale-errno",
  "L-66": "never visible to the program",
  "L-67": "a sanitizer's library, not the kernel: the fact sanitizer.effect",
  "L-68": "another kernel, not verified",
  V42: "a sanitizer's library, not the kernel: the fact sanitizer.effect",
  "Q6-16": "an option of procnto: the fact lock.default-state",
  "Q6-19": "what the states promise: the facts lock.unlocked, lock.locked, lock.superlocked",
  "Q6-25": "another build of the kernel",
  "Q6-30": "a version: the fact mlock.since",
  "Q6-32": "another function's way to return errors",
  "Q6-33": "another thread's privilege is not modelled",
  "Q6-34": "the mask of one interrupt is not modelled",
  "Q7-08": "the kernel out of memory at a touch",
  "Q7-14": "the mask of one interrupt is not modelled",
  "Q8-05": "a table of the manual: the facts lock.signal-handler and munlockall.interrupt",
  "Q8-06": "privilege to disable interrupts is not modelled",
  "I-28": "a declaration",
  "I-29": "an errno that the page lists: the fact mlock.errno",
  "F-16": "constants",
  "N-08": "a default: the fact limit.default",
  "B-07": "a default: the fact limit.default",
  "B-09": "not verified",
  "P-09": "says that something is unspecified",
  "P-10": "a list of functions: the facts lock.signal-handler and lock.cancellation",
  "P-11": "a version: the fact mlock.since",
};

/** Rows of which a part is not shown, and why: the transcripts that name them show the rest. */
const partly: Readonly<Record<string, string>> = {
  "Q6-20": "spawn() is no call of the simulator",
  "Q6-21": "which other mappings show the same page is not followed",
  "Q6-26": "a descriptor that is given with MAP_ANON is not modelled",
  "Q6-27": "the state of an object before shm_ctl() is not modelled",
  "Q6-31": "which interrupt is attached is not modelled",
  "Q7-10": "spawn() is no call of the simulator",
  "F-07": "a setting of the administrator, taken to be as it comes",
};

test.skipIf(!existsSync(sheet))(
  "every row and vector is named by a test, or has a reason (skipped without the sheet)",
  () => {
    const rows = readFileSync(sheet, "utf8")
      .split("\n")
      .flatMap(
        (line) => /^\| ((?:L|Q[678]|[IFNBMP])-\d+) \|/.exec(line)?.[1] ?? /^(V\d+) /.exec(line)?.[1] ?? [],
      );
    expect(rows.length).toBeGreaterThan(200);
    const shown = new Set(
      namesOfTests().flatMap((name) => name.match(/\b(?:(?:L|Q[678]|[IFNBMP])-|V)\d+\b/g) ?? []),
    );
    expect(rows.filter((row) => !shown.has(row) && !(row in unshown))).toEqual([]);
    expect(Object.keys(partly).filter((row) => !shown.has(row))).toEqual([]);
    expect(Object.keys(unshown).filter((row) => shown.has(row) || !rows.includes(row))).toEqual([]);
  },
);

/** The names of what the transcripts and the tests beside them test. */
function namesOfTests(): readonly string[] {
  const folder = new URL(".", import.meta.url);
  return readdirSync(folder)
    .filter((file) => /\.(sim|test\.ts)$/.test(file))
    .flatMap((file) => readFileSync(new URL(file, folder), "utf8").match(/^\s*test(?::|\().*$/gm) ?? []);
}
