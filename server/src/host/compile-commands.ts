/** What compile_commands.json says of a file: data to read, never a command to run. */
import { isAbsolute, posix } from "node:path";
import { slashes } from "./disk";

/** The part of a compiler's command line that decides what the preprocessor sees; paths are absolute. */
export interface CompileCommand {
  readonly includeDirs: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  readonly undefines: readonly string[];
  readonly forcedIncludes: readonly string[];
  /** What the compiler compiles for, if it says so: "aarch64-unknown-nto-qnx7.1.0". */
  readonly target: string | undefined;
}

export interface CompileCommands {
  commandFor(file: string): CompileCommand | undefined;
  /** What could not be understood, in a few words. */
  readonly problem: string | undefined;
}

/** `folder`: where the text was found; a relative directory in it begins there. */
export function parseCompileCommands(text: string, folder: string): CompileCommands {
  const entries = new Map<string, Entry>();
  let problem: string | undefined;
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows)) problem = "not a list of commands";
    else {
      const read = rows.map((row) => entryOf(row, folder));
      const bad = read.filter((entry) => entry === undefined).length;
      if (bad > 0) problem = `${bad} of ${read.length} entries are not understood`;
      // A file that is compiled twice is seen as the first of them sees it.
      for (const entry of read) if (entry && !entries.has(entry.file)) entries.set(entry.file, entry);
    }
  } catch {
    problem = "not JSON";
  }
  const known = new Map<string, CompileCommand>();
  return {
    problem,
    commandFor(file) {
      const entry = entries.get(file);
      if (entry === undefined) return undefined;
      const command = known.get(file) ?? compileCommand(entry.words(), entry.directory);
      known.set(file, command);
      return command;
    },
  };
}

interface Entry {
  readonly file: string;
  readonly directory: string;
  words(): readonly string[];
}

function entryOf(row: unknown, folder: string): Entry | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const { directory: written, file, command, arguments: given } = row as Record<string, unknown>;
  if (typeof written !== "string" || typeof file !== "string") return undefined;
  const directory = pathFrom(folder, written);
  const at = { file: pathFrom(directory, file), directory };
  if (Array.isArray(given) && given.every((word) => typeof word === "string")) {
    return { ...at, words: () => given };
  }
  return typeof command === "string" ? { ...at, words: () => shellWords(command) } : undefined;
}

const pathFrom = (directory: string, path: string): string =>
  isAbsolute(path) ? posix.normalize(slashes(path)) : posix.join(slashes(directory), slashes(path));

/** Words as a POSIX shell splits them. What a shell would put in for `$` and backquotes stays as it is written. */
export function shellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const piece = /'([^']*)'?|"((?:[^"\\]|\\[\s\S])*)"?|\\([\s\S]?)|(\s+)|([^'"\\\s]+)/g;
  for (const [, single, double, escaped, blank, plain] of command.matchAll(piece)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      const unquoted = double?.replace(/\\(["\\$`]|\n)/g, (_, one) => (one === "\n" ? "" : one));
      word = (word ?? "") + (single ?? unquoted ?? escaped ?? plain ?? "");
    }
  }
  return word === undefined ? words : [...words, word];
}

/** Options whose value stands in the next word and means nothing here; it may look like an option. */
const skipped = new Set(["-o", "-MF", "-MT", "-MQ", "-x", "-arch", "-Xclang", "-Xlinker", "-Xassembler"]);

/** Longer spellings first: `-include` is no `-I`. QNX's qcc takes its target after -V. */
const spellings = /^(-include|-imacros|-isystem|-iquote|-idirafter|--target=|-target|-I|-D|-U|-V)([\s\S]*)$/;

/** Folders in the order in which compilers search them, whatever the order of the words. */
const searchOrder = ["-iquote", "-I", "-isystem", "-idirafter"];

function compileCommand(words: readonly string[], directory: string): CompileCommand {
  const folders = new Map<string, string[]>(searchOrder.map((option) => [option, []]));
  const forcedIncludes: string[] = [];
  const macros = new Map<string, string | undefined>();
  let target = targetOfCompiler(words[0] ?? "");
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? "";
    if (skipped.has(word)) i++;
    const [, option = "", joined = ""] = spellings.exec(word) ?? [];
    if (option === "") for (const [name, value] of compilersOwn(word)) macros.set(name, value);
    if (option === "") continue;
    const value = joined !== "" || option.endsWith("=") ? joined : (words[++i] ?? "");
    if (folders.has(option)) folders.get(option)?.push(pathFrom(directory, value));
    else if (option === "-include" || option === "-imacros") forcedIncludes.push(pathFrom(directory, value));
    else if (option === "-D") define(macros, value);
    else if (option === "-U") macros.set(value, undefined);
    else if (option !== "-V" || /nto/.test(value)) target = value;
  }
  const defined = [...macros].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    includeDirs: [...new Set([...folders.values()].flat())],
    defines: Object.fromEntries(defined),
    undefines: [...macros].flatMap(([name, value]) => (value === undefined ? [name] : [])),
    forcedIncludes,
    target,
  };
}

/** Macros that compilers define, or do not, because of another option; the last such option counts. */
function compilersOwn(word: string): readonly (readonly [string, string | undefined])[] {
  const standard = /^(?:-(ansi)|-std=(.+))$/.exec(word);
  if (standard) return [["__STRICT_ANSI__", standard[2]?.startsWith("gnu") ? undefined : "1"]];
  const [, not, checked = ""] = /^-f(no-)?sanitize=(.*)$/.exec(word) ?? [];
  return checked
    .split(",")
    .flatMap((one) => (one === "address" || one === "thread" ? [one.toUpperCase()] : []))
    .map((one) => [`__SANITIZE_${one}__`, not === undefined ? "1" : undefined]);
}

function define(macros: Map<string, string | undefined>, written: string): void {
  const [, name, value] = /^([A-Za-z_]\w*(?:\([\w\s,.]*\))?)(?:=([\s\S]*))?$/.exec(written) ?? [];
  if (name !== undefined) macros.set(name, value ?? "1");
}

/** "x86_64-pc-nto-qnx7.1.0" of ".../x86_64-pc-nto-qnx7.1.0-gcc-8.3.0"; nothing of "cc". */
function targetOfCompiler(program: string): string | undefined {
  const name = slashes(program).split("/").at(-1) ?? "";
  return /^(\w+(?:-[\w.]+)+?)-(?:gcc|cc|clang|g\+\+|c\+\+|clang\+\+)(?:-[\d.]+)?(?:\.exe)?$/.exec(name)?.[1];
}
