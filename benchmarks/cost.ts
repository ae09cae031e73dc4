/** What checking real files and a generated one costs, as multiples of one parse of each: `npm run bench:cost -- DIR...`. */
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openParser } from "../test/c/read";
import { cFiles } from "../test/lowering/corpus";
import { generatedFile } from "./cost/generated";
import { type Cost, Meter } from "./cost/measure";
import { lineOf, reportOf } from "./cost/report";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Megabytes once what is no longer needed is gone. */
async function memoryInUse(): Promise<{ readonly heap: number; readonly resident: number }> {
  // Trees are freed between turns.
  await setImmediate();
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 1e6, resident: rss / 1e6 };
}

const generated = { file: "/generated.c", platforms: ["linux"], includeDirs: [], defines: {} } as const;

async function main(folders: readonly string[]): Promise<number> {
  const meter = new Meter(await openParser("native"));
  const costs: Cost[] = [];
  const memory: { readonly heap: number; readonly resident: number }[] = [];
  const measured = async (request: Parameters<Meter["measure"]>[0]) => {
    const cost = meter.measure(request);
    if (cost) memory.push(await memoryInUse());
    return cost;
  };
  // Once without counting: the compiler gets warm.
  for (let count = 0; count < 5; count++) {
    meter.measure({ ...generated, text: generatedFile(2_000, 200), read: () => "absent" });
  }
  let files = 0;
  for (const { text, request } of cFiles(folders)) {
    files++;
    const cost = await measured(request(text));
    if (cost) costs.push(cost);
  }
  if (costs.length > 0) process.stdout.write(`${reportOf(costs, files)}\n`);
  for (const [lines, calls] of [
    [5_000, 200],
    [50_000, 2_000],
  ] as const) {
    const cost = await measured({ ...generated, text: generatedFile(lines, calls), read: () => "absent" });
    if (cost) process.stdout.write(`${lines} lines, ${calls} tracked calls\n${lineOf(cost)}\n`);
  }
  const heaps = memory.map(({ heap }) => heap.toFixed(0));
  const most = Math.max(...memory.map(({ resident }) => resident));
  process.stdout.write(
    `\nmegabytes in use after each file: ${heaps.join(" ")}; resident at most ${most.toFixed(0)}\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
