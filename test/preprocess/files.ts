/** Both preprocessors on the C files of folders. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decodeText, slashes } from "../../server/src/host/disk";
import { projectRoot, usualIncludeDirs } from "../../server/src/host/include-dirs";
import { type Comparison, compare } from "./compare";
import { type Gcc, startGcc } from "./gcc";
import { CLOCKS, diskReader, expandPlainly, PREDEFINES } from "./ours";

/** As many runs of gcc as are under way at once. */
const WORKERS = 2;

interface Job {
  readonly path: string;
  readonly includeDirs: readonly string[];
}

export interface Result extends Job, Partial<Comparison> {
  /** Why gcc gave up. */
  readonly failure?: string;
}

/** What all runs of our side took. */
export interface Cost {
  milliseconds: number;
  read: number;
  written: number;
}

/** Every C file below the folders, in the order of their paths. */
export async function compareFiles(
  folders: readonly string[],
  defines: Readonly<Record<string, string>>,
  progress: (done: number, all: number) => void,
): Promise<{ readonly results: readonly Result[]; readonly cost: Cost }> {
  const predefines = { ...PREDEFINES, ...defines };
  const cost: Cost = { milliseconds: 0, read: 0, written: 0 };
  const jobs = allFiles(folders);
  const results: Result[] = [];
  const read = diskReader();
  let next = 0;
  const work = async () => {
    const gcc = startGcc({ ...predefines, ...CLOCKS });
    try {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
        results.push(await compareOne(job, gcc, predefines, read, cost));
        progress(results.length, jobs.length);
      }
    } finally {
      gcc.dispose();
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { results: results.sort((a, b) => (a.path < b.path ? -1 : 1)), cost };
}

async function compareOne(
  job: Job,
  gcc: Gcc,
  predefines: Readonly<Record<string, string>>,
  read: ReturnType<typeof diskReader>,
  cost: Cost,
): Promise<Result> {
  const theirs = await gcc.expand(job.path, job.includeDirs);
  if ("failure" in theirs) return { ...job, failure: theirs.failure };
  const began = performance.now();
  const text = decodeText(readFileSync(job.path));
  const dirs = [...job.includeDirs, slashes(gcc.stubs)];
  const ours = expandPlainly(slashes(job.path), text, read, dirs, predefines);
  cost.milliseconds += performance.now() - began;
  for (const file of ours.files.values()) cost.read += file.length;
  cost.written += ours.text.length;
  return { ...job, ...compare(ours.text, theirs.text, theirs.complaints) };
}

function allFiles(folders: readonly string[]): Job[] {
  const jobs: Job[] = [];
  for (const folder of folders) {
    const root = resolve(folder);
    const dirsOf = usualIncludeDirs(projectRoot(root));
    for (const path of cFiles(root)) jobs.push({ path, includeDirs: dirsOf(path) });
  }
  return jobs;
}

function* cFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") yield* cFiles(path);
    else if (entry.isFile() && entry.name.endsWith(".c")) yield path;
  }
}
