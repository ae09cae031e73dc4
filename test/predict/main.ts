/** `npm run test:predict`: runs programs, and compares how they end with what `trace` predicts. */
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { testEngine } from "../support/engine";
import { type Compared, compare, isPredicted, isWrong, programsBelow } from "./compare";
import { writeGenerated } from "./generated";
import { modes, openMachine } from "./machine";

async function main(): Promise<number> {
  const folder = folderFrom(process.argv.slice(2));
  if (folder === undefined) {
    process.stderr.write("usage: npm run test:predict -- [--programs DIR | --generate N [--seed S]]\n");
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

function folderFrom(argv: readonly string[]): string | undefined {
  try {
    const text = { type: "string" } as const;
    const options = { programs: text, generate: text, seed: text };
    const {
      programs = "test/predict/programs",
      generate,
      seed = "1",
    } = parseArgs({ args: [...argv], options }).values;
    return generate === undefined ? programs : writeGenerated(Number(generate), Number(seed));
  } catch {
    return undefined;
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
