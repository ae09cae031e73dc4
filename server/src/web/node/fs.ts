/**
 * Stands in a browser for what we use of `node:fs`: a tree in memory, of the files that the editor has handed over. Its
 * paths are those of lsp/uris.ts. It holds no links, and nobody writes to it but `put()`.
 */
interface File {
  readonly bytes: Uint8Array;
  /** Counts what was put, so that a file that changed has another time. */
  readonly mtimeMs: number;
}
type Folder = Map<string, File | Folder>;

const root: Folder = new Map();
let puts = 0;

/** Undefined bytes: there is no such file any more. */
export function put(path: string, bytes: Uint8Array | undefined): void {
  const names = namesIn(path);
  const name = names.pop();
  if (name === undefined) return;
  let folder = root;
  for (const part of names) {
    const inside = folder.get(part);
    const next: Folder = inside instanceof Map ? inside : new Map();
    folder.set(part, next);
    folder = next;
  }
  puts++;
  if (bytes) folder.set(name, { bytes, mtimeMs: puts });
  else folder.delete(name);
}

export function statSync(path: string, options: { readonly throwIfNoEntry?: boolean } = {}) {
  const entry = at(path);
  if (!entry && options.throwIfNoEntry !== false) throw absent(path);
  return entry && status(entry);
}

export const lstatSync = statSync;
export const existsSync = (path: string): boolean => at(path) !== undefined;

/** There are no links. Also of what is not there yet: who asks for a folder at the start keeps the answer. */
export const realpathSync = (path: string): string => path;

export function readFileSync(path: string, encoding: string): string;
export function readFileSync(path: string): Uint8Array;
export function readFileSync(path: string, encoding?: string): string | Uint8Array {
  const entry = at(path);
  if (!entry || entry instanceof Map) throw absent(path);
  return encoding === undefined ? entry.bytes : new TextDecoder(encoding).decode(entry.bytes);
}

export function readdirSync(path: string) {
  const entry = at(path);
  if (!(entry instanceof Map)) throw absent(path);
  return [...entry].map(([name, inside]) => ({ name, isSymbolicLink: () => false, ...status(inside) }));
}

function status(entry: File | Folder) {
  const isFolder = entry instanceof Map;
  return {
    isDirectory: () => isFolder,
    isFile: () => !isFolder,
    size: isFolder ? 0 : entry.bytes.length,
    mtimeMs: isFolder ? 0 : entry.mtimeMs,
  };
}

function at(path: string): File | Folder | undefined {
  let entry: File | Folder | undefined = root;
  for (const name of namesIn(path)) entry = entry instanceof Map ? entry.get(name) : undefined;
  return entry;
}

const namesIn = (path: string): string[] => path.split("/").filter((name) => name !== "" && name !== ".");

const absent = (path: string) => Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
