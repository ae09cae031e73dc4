/**
 * What goes between the twin and its driver, as text. To the driver: "S ..." starts a sequence, a line a call, "." ends
 * it. From the driver: "h" and "v"/"f" lines (the break and the mappings of a new address space), "=" lines (what was
 * seen after a call; "=" also follows the mappings), and ". STATUS" at a sequence's end.
 */
import type { Call } from "../../server/src/sim/types";

export const page = 4096;

/** Where sequences map memory: far from everything else in the address space. */
export const arena = { start: 0x2_0000_0000, pages: 32 } as const;
/** Pages above the first break that are looked at. */
export const heapPages = 16;
/** The one file, a memfd. */
export const fileName = "file";

/** How a process starts. */
export interface Setting {
  /** Does it change to an unprivileged user? */
  readonly nobody: boolean;
  /** Does it keep CAP_IPC_LOCK? */
  readonly keepsCapability: boolean;
  /** RLIMIT_MEMLOCK, bytes; -1: none. */
  readonly soft: number;
  readonly hard: number;
  /** Bytes. */
  readonly fileSize: number;
}

/** One page as /proc/self/smaps and mincore() show it. */
export interface SeenPage {
  readonly locked: boolean;
  readonly onfault: boolean;
  readonly resident: boolean;
  /** PROT_* bits. */
  readonly protection: number;
  /** Does one of the kernel's mappings start here? */
  readonly isFirst: boolean;
}

/** What was seen after a call. */
export interface Observation {
  /** What the call returned; of a touch, how many page faults it took. */
  readonly result: number;
  readonly errno: number;
  readonly signal: number;
  /** Bytes. */
  readonly lockedBytes: number;
  readonly mappedBytes: number;
  /** undefined: nothing is mapped there. */
  readonly arena: readonly (SeenPage | undefined)[];
  readonly heap: readonly (SeenPage | undefined)[];
}

/** A mapping of a process that has just started. */
export interface SeenMapping {
  readonly start: number;
  readonly end: number;
  /** "rw-p". */
  readonly access: string;
  /** "[heap]", "[stack]", a path, or "". */
  readonly name: string;
  /** As smaps abbreviates them: "lo", "io", "de". */
  readonly flags: readonly string[];
}

/** A new address space: at a sequence's start, and after exec. */
export interface Start {
  readonly programBreak: number;
  /** Does this kernel have memfd_secret()? */
  readonly hasSecret: boolean;
  readonly mappings: readonly SeenMapping[];
}

/** What the driver says of one sequence. */
export interface Run {
  /** One address space after the other. */
  readonly starts: readonly Start[];
  /** The first is of the first start; then one for each call (exec's is that of the start that it makes). */
  readonly observations: readonly Observation[];
  /** 0, or why the driver gave up; 128 and more: the signal that ended it. */
  readonly status: number;
}

export function scriptOf(setting: Setting, calls: readonly Call<number>[]): string {
  const { nobody, keepsCapability, soft, hard, fileSize } = setting;
  const head = ["S", Number(nobody), Number(keepsCapability), soft, hard, fileSize].join(" ");
  return `${[head, ...calls.map(lineOf), "."].join("\n")}\n`;
}

/** A call that the driver does not know is a mistake of the generator. */
function lineOf(call: Call<number>): string {
  switch (call.name) {
    case "mmap":
      return line(
        "m",
        call.address,
        call.length,
        call.protection,
        call.flags,
        call.object === "secret" ? 2 : call.file ? 1 : 0,
        call.file?.offset ?? 0,
      );
    case "munmap":
      return line("u", call.address, call.length);
    case "mprotect":
      return line("p", call.address, call.length, call.protection);
    case "mremap":
      return line("r", call.address, call.length, call.newLength, call.flags, call.newAddress ?? 0);
    case "mlock":
      return line("l", call.address, call.length);
    case "mlock2":
      return line("L", call.address, call.length, call.flags);
    case "munlock":
      return line("U", call.address, call.length);
    case "mlockall":
      return line("a", call.flags);
    case "brk":
      return line("b", call.increment);
    case "madvise":
      return line("v", call.address, call.length, call.advice);
    case "msync":
      return line("y", call.address, call.length, call.flags);
    case "ftruncate":
      return line("f", call.size);
    case "setrlimit":
      return line("s", call.soft, call.hard);
    case "touch":
      return line("t", call.address, call.write ? 1 : 0);
    case "munlockall":
      return "A";
    case "capset":
      return "c";
    case "setuid":
      return "i";
    case "fork":
      return "k";
    case "exec":
      return "x";
    default:
      throw new Error(`the driver knows no ${call.name}`);
  }
}

function line(letter: string, ...numbers: readonly unknown[]): string {
  for (const number of numbers) {
    if (typeof number !== "number" || !Number.isInteger(number))
      throw new Error(`${letter}: ${String(number)}`);
  }
  return [letter, ...numbers].join(" ");
}

export function readRuns(output: string): readonly Run[] {
  const runs: Run[] = [];
  let starts: ReturnType<typeof readStart>[] = [];
  let observations: Observation[] = [];
  for (const text of output.split("\n")) {
    const start = starts.at(-1);
    const mapping = start?.mappings.at(-1);
    // A line that breaks off is of a driver that gave up, as its status will say.
    if (/^=( [^ ]+){7}$/.test(text)) observations.push(readObservation(text));
    else if (text.startsWith("h")) starts.push(readStart(text));
    else if (text.startsWith("v")) start?.mappings.push(readMapping(text));
    else if (text.startsWith("f") && start && mapping) {
      start.mappings[start.mappings.length - 1] = { ...mapping, flags: text.slice(2).trim().split(" ") };
    } else if (text.startsWith(".")) {
      runs.push({ starts, observations, status: Number(text.slice(2)) });
      starts = [];
      observations = [];
    }
  }
  return runs;
}

function readStart(text: string) {
  const [, programBreak, secret] = text.split(" ");
  const mappings: SeenMapping[] = [];
  return { programBreak: Number(programBreak), hasSecret: secret === "1", mappings };
}

function readMapping(text: string): SeenMapping {
  const [, range = "", access = "", , , , ...name] = text.split(/\s+/);
  const [start = 0, end = 0] = range.split("-").map((part) => Number.parseInt(part, 16));
  return { start, end, access, name: name.join(" "), flags: [] };
}

function readObservation(text: string): Observation {
  const [, result, errno, signal, locked, mapped, inArena = "", inHeap = ""] = text.split(" ");
  return {
    result: Number(result),
    errno: Number(errno),
    signal: Number(signal),
    lockedBytes: Number(locked) * 1024,
    mappedBytes: Number(mapped) * 1024,
    arena: Array.from(inArena, readPage),
    heap: Array.from(inHeap, readPage),
  };
}

/** The bits of a page's character, as observe.c sets them. */
function readPage(character: string): SeenPage | undefined {
  return character === "." ? undefined : seenPages[character.charCodeAt(0) & 0x7f];
}

const seenPages: readonly SeenPage[] = Array.from({ length: 128 }, (_, bits) => ({
  locked: (bits & 1) !== 0,
  onfault: (bits & 2) !== 0,
  resident: (bits & 4) !== 0,
  protection: (bits >> 3) & 7,
  isFirst: (bits & 64) !== 0,
}));
