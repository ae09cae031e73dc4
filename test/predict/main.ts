/** `npm run test:predict`: runs programs, and compares how they end with what `trace` predicts. */
import { setImmediate } from "node:timers/promises";
import { testEngine } from "../support/engine";
import { readOptions } from "../support/options";
import { type Compared, compare, isPredicted, isWrong, programsBelow } from "./compare";
import { writeGenerated } from "./generated";
import { modes, openMachine } from "./machine";

const usage = "usage: npm run test:predict -- [--programs DIR | --generate N [--seed S]]";

async function main(): Promise<number> {
  const found = folderFrom(process.argv.slice(2));
  if (typeof found === "string") {
    process.stderr.write(`${found}\n`);
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
    for (const file of programsBelow(found.folder)) {
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

/** The folder with the programs, which are generated first if somebody wants that; or what is wrong with the options. */
function folderFrom(argv: readonly string[]): { readonly folder: string } | string {
  const numbers = { generate: 0, seed: 1 };
  const given = readOptions(argv, { usage, numbers, texts: ["programs"] });
  if (typeof given === "string") return given;
  const { generate, seed } = given.numbers;
  if (generate > 0) return { folder: writeGenerated(generate, seed) };
  return { folder: given.texts.get("programs")?.at(-1) ?? "test/predict/programs" };
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
