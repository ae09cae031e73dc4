/** Says at the very end how many tests passed and failed, in one plain line that scripts can read. */
import { writeSync } from "node:fs";
import type { Reporter } from "vitest/node";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export default class CountReporter implements Reporter {
  #counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  constructor() {
    // The other reporters still print after the run has ended; only the process's exit is later than all of them.
    process.once("exit", () => writeSync(1, `${summaryLine(this.#counts)}\n`));
  }

  onTestRunEnd: NonNullable<Reporter["onTestRunEnd"]> = (modules, unhandled) => {
    // An error outside every test (a file that does not load, a rejection nobody caught) is a failure too.
    const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed" || state === "failed" || state === "skipped") counts[state]++;
      }
      if (module.errors().length > 0) counts.failed++;
    }
    this.#counts = counts;
  };
}

export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
