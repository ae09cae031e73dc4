/** One C file's text, or why there is none. */
import { readFileSync, statSync } from "node:fs";
import { decodeText, largestFile, slashes } from "./disk";

export type Source =
  | { readonly kind: "text"; readonly file: string; readonly text: string }
  /** Not for us; no fault of the user. */
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

export function sourceOf(path: string): Source {
  try {
    const status = statSync(path);
    if (!status.isFile()) return { kind: "unreadable", reason: "not a regular file" };
    if (status.size > largestFile) {
      return { kind: "skipped", reason: `too large: ${status.size} bytes, at most ${largestFile}` };
    }
    const bytes = readFileSync(path);
    if (bytes.includes(0)) return { kind: "skipped", reason: "binary: it has NUL bytes" };
    return { kind: "text", file: slashes(path), text: decodeText(bytes) };
  } catch (error) {
    return { kind: "unreadable", reason: reasonOf(error) };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
};

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message ?? String(error);
}
