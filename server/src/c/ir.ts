/**
 * The small language that C is lowered to: variables, temporaries, basic blocks. Evaluation order, short circuits and
 * side effects are already spelled out. It says nothing of locking; spans are offsets into the expanded text.
 */
import type { Span } from "../text/span";
import type { SourceMap } from "./source";
import type { CType, Layout } from "./types/types";

export type VariableId = number;
export type TempId = number;
export type BlockId = number;
export type SiteId = number;

export interface Variable {
  readonly id: VariableId;
  readonly name: string;
  readonly type: CType;
  /** `external`: declared here, defined elsewhere, or `errno` itself. */
  readonly scope: "global" | "static" | "external" | "local" | "parameter";
  /** Bytes, from an aligned attribute or _Alignas; undefined: the type's own. */
  readonly alignment: number | undefined;
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  readonly span: Span;
}

/** An operand of record type is the record's address: a record is never a value by itself. */
export type Operand =
  | { readonly kind: "temp"; readonly id: TempId }
  /**
   * Of 64 bits in canonical signed form: (size_t)-1 is -1 with an unsigned type; narrower types hold the value itself.
   * What a double cannot hold exactly is `unknown`.
   */
  | { readonly kind: "integer"; readonly value: number; readonly type: CType }
  /** An identifier that nothing we read declares: a platform constant such as MCL_CURRENT, NULL, MAP_FAILED, or unknown. */
  | { readonly kind: "name"; readonly name: string }
  /** `bytes` counts the terminating NUL. */
  | { readonly kind: "string"; readonly id: number; readonly value: string; readonly bytes: number }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "address"; readonly variable: VariableId }
  | { readonly kind: "unknown" };

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "<<"
  | ">>"
  | "&"
  | "|"
  | "^"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">=";

export type Instruction = { readonly span: Span } & (
  | {
      readonly op: "load";
      readonly into: TempId;
      readonly address: Operand;
      readonly type: CType;
      readonly volatile: boolean;
    }
  | {
      readonly op: "store";
      readonly address: Operand;
      readonly value: Operand;
      readonly type: CType;
      readonly volatile: boolean;
      /** An initialiser, not an assignment. */
      readonly declares: boolean;
    }
  /** into = address of a member of the record at `base`; a bit-field has no offset, only its name. */
  | {
      readonly op: "field";
      readonly into: TempId;
      readonly base: Operand;
      readonly field: string;
      readonly offset: number | undefined;
      readonly type: CType;
    }
  /** into = base + index * stride (bytes); stride undefined where the element's size is not known. */
  | {
      readonly op: "index";
      readonly into: TempId;
      readonly base: Operand;
      readonly index: Operand;
      readonly stride: number | undefined;
      readonly subtract: boolean;
      readonly type: CType;
    }
  | {
      readonly op: "binary";
      readonly into: TempId;
      readonly operator: BinaryOperator;
      readonly left: Operand;
      readonly right: Operand;
      /** The type the operands were converted to; for a pointer difference, the pointer type. */
      readonly operandType: CType;
      readonly type: CType;
    }
  | {
      readonly op: "unary";
      readonly into: TempId;
      readonly operator: "-" | "~" | "!";
      readonly operand: Operand;
      readonly type: CType;
    }
  | { readonly op: "convert"; readonly into: TempId; readonly value: Operand; readonly type: CType }
  /** Assigns a temporary that several paths define (?:, && as a value). */
  | { readonly op: "set"; readonly into: TempId; readonly value: Operand; readonly type: CType }
  | {
      readonly op: "call";
      readonly into: TempId;
      readonly callee: Operand;
      readonly args: readonly Operand[];
      readonly site: SiteId;
      readonly type: CType;
    }
  /** Copies a record, or a string literal into an array; size in bytes. */
  | { readonly op: "copy"; readonly to: Operand; readonly from: Operand; readonly size: number | undefined }
  /** Zero-fills, for initialisers; size in bytes. */
  | { readonly op: "zero"; readonly address: Operand; readonly size: number | undefined }
  /** The value of a full expression that nobody takes; `cast` when written (void)f(). */
  | { readonly op: "discard"; readonly value: Operand; readonly how: "ignored" | "cast" }
  /** C evaluates the operands before this in any order: what each of them read, wrote and called. */
  | { readonly op: "unordered"; readonly operands: readonly (readonly Instruction[])[] }
  /** The program cannot be read here: anything that it can reach may have changed. */
  | { readonly op: "havoc"; readonly reason: string }
);

export type Terminator = { readonly span: Span } & (
  | { readonly op: "jump"; readonly to: BlockId }
  | { readonly op: "branch"; readonly condition: Operand; readonly then: BlockId; readonly else: BlockId }
  | {
      readonly op: "switch";
      readonly value: Operand;
      readonly cases: readonly { readonly value: Operand; readonly to: BlockId }[];
      readonly otherwise: BlockId;
    }
  | { readonly op: "return"; readonly value: Operand | undefined }
  /** Control cannot get here, or nobody knows where it goes (computed goto). */
  | { readonly op: "stop"; readonly reason: "noreturn" | "unknown" }
);

export interface Block {
  readonly instructions: readonly Instruction[];
  readonly terminator: Terminator;
}

/** A call as written, for words, fixes and the search for its result's fate. */
export interface CallSite {
  readonly id: SiteId;
  /** The callee's name; undefined for calls through pointers. */
  readonly name: string | undefined;
  /** Made by syscall(SYS_name, …): told as a call of that name, with the arguments behind the number. */
  readonly bySystemCall: boolean;
  /** Arguments whose memory the callee's declaration promises not to write: pointers to const. */
  readonly onlyRead: readonly number[];
  /** The whole call expression, its name, and each argument. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly args: readonly Span[];
  /** The statement around it, and what kind of statement that is. */
  readonly statement: Span;
  readonly statementKind: "expression" | "declaration" | "return" | "condition" | "other";
  /** Is the statement directly in a { } block, so that a line may be put before it? */
  readonly inBlock: boolean;
  readonly functionName: string;
}

export interface FunctionIr {
  readonly name: string;
  /** Definition from its first token to its closing brace; then the name; then the body's braces. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly body: Span;
  readonly parameters: readonly VariableId[];
  readonly returns: CType;
  readonly isStatic: boolean;
  /** Block 0 is the entry. */
  readonly blocks: readonly Block[];
  readonly temps: number;
}

/** What a file's outline tells before anything is lowered. */
export interface FunctionOutline {
  readonly name: string;
  readonly span: Span;
  readonly isStatic: boolean;
  /** Every identifier in it: callees, handlers, variables; and the file's functions that tables hold which it mentions. */
  readonly mentions: ReadonlySet<string>;
  /** The names in its body that a parenthesis follows: what it calls by name, and a few that are no calls. */
  readonly calls: ReadonlySet<string>;
}

export interface Unit {
  readonly map: SourceMap;
  readonly layout: Layout;
  readonly variables: readonly Variable[];
  readonly outline: readonly FunctionOutline[];
  /** Only the functions that were asked for. */
  readonly functions: ReadonlyMap<string, FunctionIr>;
  /** Initialisers of globals and statics, as a function without parameters that runs before all others. */
  readonly initializer: FunctionIr;
  readonly sites: readonly CallSite[];
  /** Functions whose body has a syntax error inside. */
  readonly damaged: ReadonlySet<string>;
  /** Was the text too far from C to be read in time? Then there is nothing in here. */
  readonly isGivenUp: boolean;
  /** How many string literals are numbered. */
  readonly strings: number;
  /** Functions that other files define: they run only where this file's lead to them. See `link()`. */
  readonly guests: ReadonlySet<string>;
}
