/** Puts a new text in place of a file's: all of it or nothing, in the file's own encoding and with its own rights. */
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { decodeText, realPath } from "./disk";

/** Why nothing was written; undefined: it was. `before` is what the file is taken to hold. */
export function rewrite(path: string, before: string, after: string): string | undefined {
  // A link stays what it is: the file behind it gets the new text.
  const file = realPath(path);
  if (file === undefined) return "no such file";
  try {
    accessSync(file, constants.W_OK);
    const bytes = readFileSync(file);
    const text = decodeText(bytes);
    if (text === after) return undefined;
    if (text !== before) return "it has changed meanwhile";
    const encoded = encodedLike(bytes, after);
    if (!encoded) return "the new text has characters that its encoding lacks";
    replaceWhole(file, encoded);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** What `decodeText()` would read as that text, written as the old bytes were. */
function encodedLike(old: Buffer, text: string): Buffer | undefined {
  const hasMark = old.subarray(0, 3).equals(byteOrderMark);
  const isUtf8 = Buffer.from(decodeText(old)).equals(hasMark ? old.subarray(3) : old);
  if (isUtf8) return Buffer.concat([hasMark ? byteOrderMark : Buffer.alloc(0), Buffer.from(text)]);
  const bytes = Buffer.from(text, "latin1");
  return bytes.toString("latin1") === text ? bytes : undefined;
}

/** Beside the file, then renamed: whoever reads it sees the old text or the new one. */
function replaceWhole(file: string, bytes: Buffer): void {
  const { mode, uid, gid } = statSync(file);
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString("hex")}`);
  try {
    const opened = openSync(beside, "wx", mode & 0o777);
    try {
      writeFileSync(opened, bytes);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    keepOwner(beside, uid, gid);
    chmodSync(beside, mode & 0o7777);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function keepOwner(file: string, uid: number, gid: number): void {
  const own = statSync(file);
  if (own.uid !== uid || own.gid !== gid) chownSync(file, uid, gid);
}
