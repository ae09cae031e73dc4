/** `npm run test:preprocess -- DIR...`: our expansion of every C file below the folders beside that of `gcc -E`. */
import { statSync } from "node:fs";
import { type Cost, compareFiles, type Result } from "./files";
import { gccVersion, startGcc } from "./gcc";
import { type Options, parseOptions } from "./options";
import { CLOCKS, PREDEFINES } from "./ours";
import { compareRandomPrograms } from "./random-programs";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === "string") return fail(options);
  const noFolder = options.folders.find(
    (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true,
  );
  if (noFolder !== undefined) return fail(`no folder ${noFolder}`);
  const compiler = gccVersion();
  if ("missing" in compiler) {
    print(`Nothing was compared: ${compiler.missing}.`);
    return 0;
  }
  print(`Beside gcc ${compiler.version}.`);
  const programs = options.programs > 0 ? await comparePrograms(options) : 0;
  const files = options.folders.length > 0 ? await compareFolders(options) : 0;
  return Math.max(programs, files);
}

async function comparePrograms({ programs, seed, show }: Options): Promise<number> {
  const gcc = startGcc({ ...PREDEFINES, ...CLOCKS });
  try {
    const { compared, mismatches } = await compareRandomPrograms(gcc, programs, seed);
    const shortestFirst = [...mismatches].sort((a, b) => a.program.length - b.program.length);
    for (const { program, difference } of shortestFirst.slice(0, show)) {
      print(`\n${program}  ours: ${difference.ours}\n  gcc:  ${difference.theirs}`);
    }
    print(
      `${compared} random programs that gcc takes (of ${programs}, seed ${seed}), ${mismatches.length} differing`,
    );
    return mismatches.length > 0 ? 1 : 0;
  } finally {
    gcc.dispose();
  }
}

async function compareFolders({ folders, defines, show }: Options): Promise<number> {
  const { results, cost } = await compareFiles(folders, defines, (done, all) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done}/${all}`);
  });
  return report(results, cost, show);
}

function report(results: readonly Result[], cost: Cost, show: number): number {
  const explained = new Map<string, string[]>();
  const differing = results.filter(({ difference }) => difference !== undefined);
  const failed = results.filter(({ failure }) => failure !== undefined);
  for (const { path, explained: reasons = [] } of results) {
    for (const reason of reasons) explained.set(reason, [...(explained.get(reason) ?? []), path]);
  }
  for (const { path, difference } of differing.slice(0, show)) {
    print(
      `\n${path}: token ${difference?.index}\n  ours: ${difference?.ours}\n  gcc:  ${difference?.theirs}`,
    );
  }
  if (differing.length > show) print(`\n... and ${differing.length - show} more`);
  for (const { path, failure } of failed) print(`\n${path}: not compared, gcc gave up: ${failure}`);
  for (const [reason, paths] of explained)
    print(`\ngcc refuses in ${paths.length} files: ${reason}\n  ${paths.join("\n  ")}`);
  const { milliseconds, read, written } = cost;
  const memory = process.memoryUsage().rss / 1e6;
  print(
    `\nOurs: ${(milliseconds / 1000).toFixed(1)} s for ${mega(read)} MB of files read, ${mega(written)} MB expanded: ${((1e6 * milliseconds) / read).toFixed(0)} ms/MB read; ${memory.toFixed(0)} MB resident at the end.`,
  );
  const compared = results.length - failed.length;
  print(`${compared} files, ${differing.length} differing`);
  return differing.length > 0 ? 1 : 0;
}

const mega = (count: number) => (count / 1e6).toFixed(1);

const print = (line: string) => process.stdout.write(`${line}\n`);

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = await main();
