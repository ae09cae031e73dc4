/** What is asked of the engine and what it answers: plain data, without LSP types, files or clocks. */
import type { ReadFile } from "../c/source";
import type { PlatformId } from "../platforms/profile";
import type { Position } from "../text/lines";
import type { Dump } from "./dump";

export type { PlatformId, Position, ReadFile };

/** The gravest first. */
export const severities = ["error", "warning", "info", "hint"] as const;
export type Severity = (typeof severities)[number];
/** By rule; a rule that is not named has its own. */
export type Severities = Readonly<Record<string, Severity | "off">>;
export type Certainty = "certain" | "possible";

/** A range of one file; lines and columns are zero-based, columns in UTF-16 units, the end exclusive. */
export interface Location {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** Equal for equal places. */
export const placeKey = ({ file, start, end }: Location): string =>
  `${file}|${start.line}:${start.character}-${end.line}:${end.character}`;

export interface TextEdit extends Location {
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  /** Keeps the meaning of a correct program; may be applied without looking. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface Finding {
  readonly rule: string;
  /** The worst over its platforms. */
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly platforms: readonly {
    readonly id: PlatformId;
    readonly certainty: Certainty;
    readonly severity: Severity;
  }[];
  readonly location: Location;
  readonly message: string;
  /** The steps that lead to it, first to last. */
  readonly path: readonly { readonly location: Location; readonly message: string }[];
  readonly because: readonly {
    readonly platform: PlatformId;
    readonly fact: string;
    readonly sentence: string;
    readonly source: string;
  }[];
  readonly fixes: readonly Fix[];
}

/** What is known of how a file is compiled. Hints, all of them: a wrong one costs precision, never an error. */
export interface Compilation {
  /** Folders that #include searches after the including file's own. */
  readonly includeDirs: readonly string[];
  /** Name -> replacement text. */
  readonly defines: Readonly<Record<string, string>>;
  /** Names that are surely not defined. */
  readonly undefines?: readonly string[];
  /** Where a header could be that is written in quotes in `from` and in none of the folders: a guess. */
  readonly headerNamed?: (name: string, from: string) => string | undefined;
  /** Absolute paths of files that are read before the first line. */
  readonly forcedIncludes?: readonly string[];
  /** What the compiler compiles for, as it spells it: "aarch64-unknown-nto-qnx7.1.0". */
  readonly target?: string;
  /** Functions of the project, and for each the known one that it is taken for: wherever it is defined, also as a macro. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** A file that a header may be judged in. */
export interface TranslationUnit extends Compilation {
  readonly file: string;
}

/** Where a function is defined, and what its text shows without being read as C. */
export interface Definition {
  readonly file: string;
  /** Characters of its body. */
  readonly length: number;
  /** What it calls, itself or through the file's own functions: names, macros among them. */
  readonly calls: readonly string[];
  /** Characters of the whole file. */
  readonly characters: number;
}

/** Calls for whose sake a small function that makes them is a wrapper, which concerns whoever calls it. */
export interface WrappedCalls {
  /** Only if the function's own result may tell what came of the call. */
  readonly reported: ReadonlySet<string>;
  /** In any case. */
  readonly always: ReadonlySet<string>;
}

/** The project that a file belongs to. */
export interface Program {
  /** Looks at files that were not looked at yet, a bounded piece a step; before the last, answers are incomplete. */
  prepare(): Iterable<void>;
  /** Who defines a function for other files to call; undefined where nobody or more than one file does. */
  definition(name: string): Definition | undefined;
  /** The small functions that wrap one of these calls, themselves or through each other. */
  wrappers(wrapped: WrappedCalls): ReadonlySet<string>;
  /** Does any file but this one call a function with such a name? */
  isCalledBeside(file: string, names: RegExp): boolean;
  compilationOf(file: string): Compilation;
}

export interface CheckRequest extends Compilation {
  /** Absolute path, forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly read: ReadFile;
  readonly platforms: readonly PlatformId[] | "auto";
  /** Of a header: who may include it, the likeliest first. It is judged in the first that does, else by itself. */
  readonly units?: Iterable<TranslationUnit> | undefined;
  /** Without it the file stands alone: what others define is unknown. */
  readonly program?: Program;
  /** What a project makes of rules in a file. */
  readonly severitiesIn?: (file: string) => Severities;
  /** Patterns of names: functions that run in interrupt context, whoever attaches them. */
  readonly interruptHandlers?: readonly string[];
  /** Bytes; without it, what each platform has. */
  readonly pageSize?: number;
  /** What a process may lock when it starts, in bytes; Infinity: all. Without it nothing is known. */
  readonly lockLimit?: number;
  /** What the project is for, where only part of it is asked for now. */
  readonly intended?: readonly PlatformId[] | "auto";
}

/** What one platform's kernel does at one call. */
export interface CallFate {
  /** The callee's name in the text. */
  readonly location: Location;
  readonly platform: PlatformId;
  /** "succeeds, or fails with EPERM or ENOMEM". */
  readonly words: string;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What comments in the text asked not to be told of. */
  readonly suppressed: readonly Finding[];
  /** False for a file that was not looked into: it names nothing that concerns us, or is no C; `silences` may tell why. */
  readonly analysed: boolean;
  readonly functionsAnalysed: number;
  /** Where tracked calls were looked at, each place once; of a call in a macro, the use. */
  readonly trackedCalls: readonly Location[];
  readonly fates: readonly CallFate[];
  readonly targets: readonly { readonly id: PlatformId; readonly evidence: string }[];
  /** Why something was not judged, with counts. */
  readonly silences: Readonly<Record<string, number>>;
  /** Paths of all files that were read, the translation unit's own first. */
  readonly files: readonly string[];
  /** Files that `read` had not loaded yet; load them and ask again. */
  readonly pending: readonly string[];
}

/** The result for a file that was not parsed; `silences` tell why, unless it names nothing that concerns us. */
export const notAnalysed = (silences: CheckResult["silences"] = {}): CheckResult => ({
  findings: [],
  suppressed: [],
  analysed: false,
  functionsAnalysed: 0,
  trackedCalls: [],
  fates: [],
  targets: [],
  silences,
  files: [],
  pending: [],
});

export interface HoverRequest extends CheckRequest {
  readonly position: Position;
}

export interface Hover {
  readonly markdown: string;
  readonly location: Location;
}

/** What a process is given at its start; what is left out is not known. */
export interface ProcessStart {
  /** May it lock without regard to the limit? */
  readonly privileged?: boolean;
  readonly mayRaiseLimit?: boolean;
  /** On locked memory, bytes; Infinity: none. */
  readonly limit?: number;
  readonly hardLimit?: number;
  /** What getuid() and geteuid() tell. */
  readonly user?: number;
}

export interface TraceRequest extends Compilation {
  /** Absolute path, forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly read: ReadFile;
  /** Left out: what the file shows, one of several. */
  readonly platform?: PlatformId | undefined;
  /** Left out: the whole program from main, or every entry point. */
  readonly functionName?: string | undefined;
  /** Bytes; without it, what the platform has. */
  readonly pageSize?: number;
  /** By platform, since only of some this machine can tell. */
  readonly startOn: (platform: PlatformId) => ProcessStart;
}

export type Trace =
  | { readonly kind: "traced"; readonly platform: PlatformId; readonly text: string }
  | { readonly kind: "refused"; readonly reason: string };

export interface RuleInfo {
  readonly id: string;
  readonly summary: string;
  /** The gravest that its findings are; "off": it says nothing until somebody names a severity for it. */
  readonly start: Severity | "off";
  readonly fixable: boolean;
}

/** What a check does, in order; for each platform and configuration again. */
export type Stage = "preprocess" | "lower" | "link" | "run" | "judge";

/** The whole of the product, without a door. Synchronous, and it never throws for any text. */
export interface Engine {
  check(request: CheckRequest): CheckResult;
  /**
   * The same work in slices: each `next` does a bounded piece, so that a door can drop a stale run, and says what the
   * piece was part of.
   */
  checkInSlices(request: CheckRequest): Generator<Stage | undefined, CheckResult>;
  /** A check that also tells what it looked at and where it lost sight. */
  dump(request: CheckRequest): Dump;
  hover(request: HoverRequest): Hover | undefined;
  trace(request: TraceRequest): Trace;
  readonly rules: readonly RuleInfo[];
  readonly platforms: readonly { readonly id: PlatformId; readonly title: string }[];
  /** Which parser runs: "native" or "wasm". */
  readonly parser: string;
}
