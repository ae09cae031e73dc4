/** Reads project files for the engine: only below the given folders, whatever links and `..` say. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import type { ReadFile } from "../ide/types";

/** More than this in one file is generated data, not a program that somebody reads. */
export const largestFile = 4 * 1024 * 1024;

/** A list of commands is longer than what people write; beyond this nobody would wait for it. */
export const largestDatabase = 64 * 1024 * 1024;

/** Characters of the texts that one reader keeps: what is found out about a text is kept with it, and takes more room. */
const mostKept = 16 * 1024 * 1024;

/** `stay`: while a command runs, nobody edits. `may change`: an editor's session sees files come, go and change. */
export type Lifetime = "stay" | "may change";

/** A reader that answers "absent" for everything outside `roots`, and for what has more than `largest` bytes. */
export function confinedReader(
  roots: readonly string[],
  lifetime: Lifetime,
  largest: number = largestFile,
): ReadFile {
  const real = roots.flatMap((root) => realPath(root) ?? []);
  const isOurs = (path: string) => real.some((root) => isInside(root, path));
  const texts = new Map<string, { stamp: string; text: string }>();
  let kept = 0;
  const read: ReadFile = (path) => {
    try {
      const status = statSync(path, { throwIfNoEntry: false });
      if (!status?.isFile() || status.size > largest) return "absent";
      const target = realPath(path);
      if (target === undefined || !isOurs(target)) return "absent";
      const stamp = `${status.size} ${status.mtimeMs}`;
      const known = texts.get(target);
      if (known?.stamp === stamp) return known;
      const fresh = { stamp, text: decodeText(readFileSync(target)) };
      kept += fresh.text.length;
      if (kept > mostKept) {
        texts.clear();
        kept = fresh.text.length;
      }
      texts.set(target, fresh);
      return fresh;
    } catch {
      return "absent";
    }
  };
  return lifetime === "stay" ? remembering(read) : read;
}

/** Most includes of most files are system headers that are looked for in vain, again and again. */
function remembering(read: ReadFile): ReadFile {
  const answers = new Map<string, ReturnType<ReadFile>>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined) return known;
    const answer = read(path);
    answers.set(path, answer);
    return answer;
  };
}

/** UTF-8, or else Latin-1: one character a byte, so that every column stays where the file has it. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

/** The engine's spelling of a path: forward slashes everywhere. */
export const slashes = (path: string): string => (sep === "\\" ? path.replaceAll("\\", "/") : path);

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`));
}

export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
