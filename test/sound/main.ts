/** `npm run test:sound`: generated programs run for real; every value they have must be one that the interpreter allowed. */
import { openMachine } from "./machine";
import { parseOptions, stoppedAtViolation } from "./options";
import { textOf } from "./program";
import { type Outcome, runPrograms, shrink } from "./run";
import { noticeAll } from "./seeded";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === "string") {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const machine = openMachine();
  if (typeof machine === "string") {
    print(`Nothing was run: ${machine}.`);
    return 0;
  }
  try {
    if (options.seededBugs) return (await noticeAll(options, print)) ? 0 : 1;
    const began = performance.now();
    const outcome = await runPrograms(machine, options, (done) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done}/${options.programs}`);
    });
    for (const { program, mode, violation } of outcome.violations.slice(0, options.stop ? 0 : 5)) {
      const small = shrink(machine, program, mode, options.fuel);
      print(
        `\nseed ${program.seed}, ${JSON.stringify(mode)}: place ${violation.place} showed ${violation.shown}`,
      );
      print(`allowed: ${JSON.stringify(violation.allowed.slice(0, 4))}\n${textOf(small, "program")}`);
    }
    print(report(outcome, (performance.now() - began) / 1000));
    if (outcome.violations.length === 0) return 0;
    return options.stop ? stoppedAtViolation : 1;
  } finally {
    machine.dispose();
  }
}

function report(outcome: Outcome, seconds: number): string {
  const { programs, violations, checkpoints, exactly, gaveUp, constructs, failed } = outcome;
  const table = [...constructs]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${String(count).padStart(7)} ${name}`);
  const reasons = [...gaveUp].map(([reason, count]) => `${count} not followed to the end: ${reason}`);
  return [
    "Programs that use:",
    ...table,
    ...reasons,
    `${failed} programs did not end by themselves`,
    `${checkpoints} checkpoints in ${seconds.toFixed(0)} s`,
    `${programs} programs, ${violations.length} violations, ${((100 * exactly) / Math.max(checkpoints, 1)).toFixed(2)} % of checkpoints known exactly`,
  ].join("\n");
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
