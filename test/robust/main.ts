/** `npm run test:robust -- [DIR...]`: damaged files and worst cases through the product; no exception, no hang, linear time. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decodeText } from "../../server/src/host/disk";
import { usual } from "../../server/src/ide/tracked";
import { readOptions } from "../support/options";
import { randomOf } from "../support/random";
import { type Damage, damageMutations, damagePrefixes } from "./damage";
import { LOWERED, measureGrowth, PREPROCESSED } from "./growth";
import { openTrials, type Trials } from "./trial";

/** Of a larger file only the beginning is damaged. */
const LARGEST_SOURCE = 30_000;
/** About so many, beside those that mention a tracked call. */
const SAMPLED = 200;
/** Every prefix of a longer one would take too long. */
const LARGEST_PREFIXED = 4_000;

const usage = "usage: npm run test:robust -- [DIR...] [--mutations N] [--prefixes N] [--seed S]";

async function main(): Promise<number> {
  const numbers = { mutations: 1000, prefixes: 5, seed: 1 };
  const given = readOptions(process.argv.slice(2), { usage, numbers, folders: "any" });
  if (typeof given === "string") {
    process.stderr.write(`${given}\n`);
    return 2;
  }
  const { mutations, prefixes, seed } = given.numbers;
  const trials = await openTrials();
  const isGrowthGood = await reportGrowth(trials);
  if (given.folders.length === 0) return isGrowthGood ? 0 : 1;
  const paths = given.folders.flatMap((folder) => [...cFiles(resolve(folder))]);
  const sampled = [...sample(paths, seed)];
  const small = sampled.filter(({ text }) => text.length < LARGEST_PREFIXED).slice(0, prefixes);
  const isPrefixGood = reportDamage("prefixes", await damagePrefixes(trials, small));
  const isMutationGood = reportDamage("mutations", await damageMutations(trials, sampled, mutations, seed));
  return isGrowthGood && isPrefixGood && isMutationGood ? 0 : 1;
}

/** What mentions a tracked call, for the whole check to have work; and some files at random. */
function* sample(paths: readonly string[], seed: number): Generator<{ path: string; text: string }> {
  const random = randomOf(seed);
  for (const path of paths) {
    const text = decodeText(readFileSync(path)).slice(0, LARGEST_SOURCE);
    const isChosen = random.below(paths.length) < SAMPLED || usual.isJudged(text);
    if (isChosen && text !== "") yield { path, text };
  }
}

/** A power of the size; what is above has a cause. */
const MOST_GROWTH = 1.25;
/** Milliseconds for a megabyte: the parser has a bound of its own, and does not grow as a power of the size. */
const MOST_TO_LOWER = 15_000;

async function reportGrowth(trials: Trials): Promise<boolean> {
  print(
    `Milliseconds a KB: preprocess at ${PREPROCESSED.join(", ")} KB; parse and lower at ${LOWERED.join(", ")} KB; the power of the size that each grows with`,
  );
  let isGood = true;
  for await (const { name, preprocess, lower, failure } of measureGrowth(trials)) {
    const figures = [preprocess, lower].map(
      ({ perKilobyte, exponent }) =>
        `${perKilobyte.map((cost) => cost.toFixed(3)).join(" ")} ^${exponent.toFixed(2)}`,
    );
    print(`${name.padEnd(34)} ${figures.join("   ")}${failure ? `  ${failure}` : ""}`);
    isGood &&= failure === undefined && preprocess.exponent <= MOST_GROWTH && lower.largest <= MOST_TO_LOWER;
  }
  return isGood;
}

function reportDamage(kind: string, { tried, checked, failures, slowest }: Damage): boolean {
  for (const { what, text } of failures.slice(0, 5)) print(`${what}\n${JSON.stringify(text.slice(0, 2000))}`);
  print(`slowest: ${slowest.milliseconds.toFixed(0)} ms for ${slowest.what}`);
  const resident = (process.memoryUsage().rss / 1e6).toFixed(0);
  print(
    `${tried} ${kind} (${checked} through the whole check), ${failures.length} failures; ${resident} MB resident`,
  );
  return failures.length === 0;
}

function* cFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") yield* cFiles(path);
    else if (entry.isFile() && /\.[ch]$/.test(entry.name)) yield path;
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await main();
