/** `npm run test:kernel -- --sequences N --seed S`: the kernel twin for as long as one likes, with all that it counted. */
import { linux } from "../../server/src/platforms/linux";
import type { Abstraction, Precision } from "./abstraction";
import { compileDriver } from "./driver";
import { parseOptions } from "./options";
import { type Report, runTwin } from "./twin";
import { callNames, unexercised } from "./unexercised";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === "string") {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const driver = compileDriver(process.cwd());
  if (typeof driver === "string") {
    process.stdout.write(`The kernel twin did not run: ${driver}.\n`);
    return 0;
  }
  try {
    const began = Date.now();
    const report = await runTwin(linux, driver, options, (progress) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${progress}`);
    });
    const missing = unexercised(report.coverage.missing(callNames));
    process.stdout.write(textOf(report, missing, (Date.now() - began) / 1000));
    const isLong = report.calls >= longRun;
    const isBad = report.mismatches > 0 || report.abstraction.breaches().length > 0;
    return isBad || (isLong && missing.unexplained.length > 0) ? 1 : 0;
  } finally {
    driver.dispose();
  }
}

/** Calls from which on everything that can happen should have happened. */
const longRun = 200_000;

function textOf(report: Report, missing: ReturnType<typeof unexercised>, seconds: number): string {
  const { coverage, residencies, abstraction, modes } = report;
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`), ""];
  return `${[
    ...report.transcripts.flatMap((transcript) => [transcript, ""]),
    coverage.table(),
    "",
    ...listed(
      "Calls by mode:",
      [...coverage.byMode()].map(([mode, calls]) => `${mode}: ${calls}`),
    ),
    ...listed("Not run here:", modes.left),
    ...listed("Never came, and cannot here:", missing.explained),
    ...listed("Never came:", missing.unexplained),
    ...listed("Outside of what the abstract step allows:", abstraction.breaches()),
    `Residency not known: ${share(residencies.unknown, residencies.compared)} of the pages compared.`,
    `Several outcomes, of which the kernel's was one: ${share(coverage.undecided(), report.calls)} of the calls.`,
    `Region domain: one outcome in ${singletons(abstraction, "exact")} of the steps with exact lengths, ${singletons(abstraction, "widened")} with widened ones, ${singletons(abstraction, "unaware")} without accounts.`,
    `${Math.round(report.calls / seconds)} calls a second.`,
    `${report.sequences} sequences, ${report.calls} calls, ${report.mismatches} mismatches`,
  ].join("\n")}\n`;
}

function singletons(abstraction: Abstraction, precision: Precision): string {
  const { steps, singletons: ones } = abstraction.shares(precision);
  return share(ones, steps);
}

const share = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;

process.exitCode = await main();
