/** `npm run test:lowering -- DIR...`: how much of real projects is lowered whole, and why the rest is not. */
import { setImmediate } from "node:timers/promises";
import { openParser } from "../c/read";
import { cpuTime } from "../support/cpu-time";
import { compareBackends } from "./backends";
import { cFiles } from "./corpus";
import { editTimes } from "./edits";
import { measureWith } from "./measure";
import { type Options, parseOptions } from "./options";
import { Tally } from "./report";

/** The share of functions that must be lowered whole, of all and of those that reach tracked calls. */
const target = 0.995;

async function share({ folders, list }: Options): Promise<number> {
  const measure = measureWith(await openParser("native"));
  const tally = new Tally();
  for (const { expand } of cFiles(folders)) {
    const began = cpuTime();
    const { expanded, platform } = expand();
    tally.costs.preprocess += cpuTime() - began;
    tally.files++;
    tally.characters += expanded.text.length;
    tally.add(measure(expanded, platform, tally.costs));
    // Native trees are freed between turns only.
    await setImmediate();
  }
  process.stdout.write(tally.text(list));
  return tally.reaches(target) ? 0 : 1;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === "string") {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  if (options.mode === "backends") {
    const { text, differing } = await compareBackends(options.folders);
    process.stdout.write(text);
    return differing === 0 ? 0 : 1;
  }
  if (options.mode === "edits") {
    process.stdout.write(await editTimes(options.folders));
    return 0;
  }
  return share(options);
}

process.exitCode = await main();
