/** `npm run test:sound -- --seeded-bugs`: the interpreter with one mistake at a time, which the comparison must notice. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { type Options, stoppedAtViolation } from "./options";
import { type SeededBug, seededBugs } from "./seeded-bugs";

/** Runs those that are asked for; true when each was noticed, and there was one. */
export async function noticeAll(
  { programs, seed, only }: Options,
  print: (line: string) => void,
): Promise<boolean> {
  const root = process.cwd();
  const bugs = seededBugs.filter(({ what }) => what.includes(only));
  // Inside node_modules, so that packages left out of the bundle are found from there.
  const folder = mkdtempSync(join(root, "node_modules", ".seeded-"));
  let noticed = 0;
  try {
    for (const [index, bug] of bugs.entries()) {
      const program = join(folder, `bug-${index}.mjs`);
      await bundleWith(root, bug, program);
      const { status } = spawnSync(
        process.execPath,
        [program, "--programs", `${programs}`, "--seed", `${seed}`, "--stop"],
        {
          stdio: ["ignore", "ignore", "inherit"],
        },
      );
      if (status === stoppedAtViolation) noticed++;
      print(`${status === stoppedAtViolation ? "noticed" : "NOT NOTICED"}: ${bug.what} (${bug.file})`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  print(`${noticed} of ${bugs.length} seeded bugs noticed`);
  return bugs.length > 0 && noticed === bugs.length;
}

async function bundleWith(root: string, bug: SeededBug, outfile: string): Promise<void> {
  const { path, contents } = spoiled(root, bug);
  const seed: Plugin = {
    name: "seed",
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, (file) => (file.path === path ? { contents, loader: "ts" } : undefined));
    },
  };
  await build({
    entryPoints: [resolve(root, "test/sound/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "sorted-btree": resolve(root, "node_modules/sorted-btree/b+tree.js") },
    absWorkingDir: root,
    logLevel: "error",
    plugins: [seed],
  });
}

/** The file with the mistake in it. Throws where the place is not there exactly once. */
export function spoiled(root: string, { what, file, find, replace }: SeededBug) {
  const path = resolve(root, "server/src", file);
  const [before, after, ...more] = readFileSync(path, "utf8").split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`"${what}": the place in ${file} is not there once`);
  }
  return { path, contents: before + replace + after };
}
