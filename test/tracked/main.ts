/** `npm run test:tracked -- DIR…`: which share of the tracked calls that stand in real projects the linter looks at. */
import { basename, join, resolve } from "node:path";
import { openEngine, wasmFilesIn } from "../../server/src/host/engine";
import { measure } from "./measure";

/** What the linter is held to. */
const leastShare = 0.95;

async function main(): Promise<number> {
  const folders = process.argv.slice(2).map((folder) => resolve(folder));
  if (folders.length === 0) {
    process.stderr.write("which folders of C? npm run test:tracked -- DIR...\n");
    return 2;
  }
  const engine = await openEngine(wasmFilesIn(join(process.cwd(), "server", "dist")));
  const kinds = new Map<string, number>();
  const causes = new Map<string, string[]>();
  for (const folder of folders) {
    const found = await measure(folder, engine);
    for (const [kind, count] of found.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    for (const { file, line, name, cause } of found.missed) {
      const place = `${basename(folder)}${file.slice(folder.length)}:${line} ${name}`;
      causes.set(cause, [...(causes.get(cause) ?? []), place]);
    }
    process.stdout.write(
      `${basename(folder)}: ${found.calls - found.missed.length} of ${found.calls} calls\n`,
    );
  }
  const calls = kinds.get("call") ?? 0;
  const missed = [...causes.values()].reduce((sum, places) => sum + places.length, 0);
  for (const [cause, places] of [...causes].sort(([, a], [, b]) => b.length - a.length)) {
    process.stdout.write(`${places.length} ${cause}\n${places.map((place) => `    ${place}\n`).join("")}`);
  }
  const share = calls === 0 ? 1 : (calls - missed) / calls;
  process.stdout.write(
    `where the names stand: ${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(", ")}\n`,
  );
  process.stdout.write(`${calls} calls, ${missed} not looked at: ${(100 * share).toFixed(1)} %\n`);
  return share >= leastShare ? 0 : 1;
}

process.exitCode = await main();
