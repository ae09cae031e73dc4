/** `npm run test:predict`: programs are run for real, and how they end is held against what trace says of them. */
import { setImmediate } from "node:timers/promises";
import { testEngine } from "../support/engine";
import { type Compared, compare, isPredicted, isWrong, programsBelow } from "./compare";
import { modes, openMachine } from "./machine";

async function main(): Promise<number> {
  const [option, folder = "test/predict/programs", ...more] = process.argv.slice(2);
  if ((option !== undefined && option !== "--programs") || more.length > 0) {
    process.stderr.write("usage: npm run test:predict -- [--programs DIR]\n");
    return 2;
  }
  const machine = openMachine();
  if (typeof machine === "string") {
    print(`Nothing was run: ${machine}.`);
    return 0;
  }
  try {
    const engine = await testEngine();
    const all: Compared[] = [];
    for (const file of programsBelow(folder)) {
      for (const mode of modes) all.push(compare(engine, machine, file, mode));
      // The parser frees its trees between turns only.
      await setImmediate();
    }
    for (const one of all.filter((each) => isWrong(each) || !isPredicted(each))) {
      const { file, mode, predicted, happened = "did not end" } = one;
      print(`${isWrong(one) ? "WRONG " : ""}${file} (${mode}): ${predicted}; it ${happened}`);
    }
    const wrong = all.filter(isWrong).length;
    print(`${all.length} programs, ${all.filter(isPredicted).length} predicted, ${wrong} wrong`);
    return wrong > 0 ? 1 : 0;
  } finally {
    machine.dispose();
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
