/** What a construct is: a piece of C that stands by itself in a generated program and shows what came of it. */
import type { Random } from "../support/random";
import type { GeneratedFunction } from "./program";

/** What a construct is made with. */
export interface Draw {
  readonly random: Random;
  /** A checkpoint that shows the value of an expression. */
  readonly show: (expression: string) => string;
  /** A name of file scope. */
  readonly name: (kind: string) => string;
  /** An expression of integer type over what stands around. */
  readonly number: () => string;
}

export interface Parts {
  /** Declarations of file scope. */
  readonly file?: readonly string[];
  readonly functions?: readonly GeneratedFunction[];
  /** Statements, in a block of their own. */
  readonly body: readonly string[];
}

export type Construct = (draw: Draw) => Parts;
export type Constructs = Readonly<Record<string, Construct>>;
