/** Text to syntax tree, by native tree-sitter or its WebAssembly build; nobody else knows which of the two it is. */

import { finished, type Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { copied, noNames, type ParserNode, type SyntaxNode } from "./nodes";

export type { SyntaxNode } from "./nodes";

export interface SyntaxTree {
  /** Without children if the parser gave up. */
  readonly root: SyntaxNode;
  /** Was the text so far from C that finding a way through it took too long? */
  readonly isGivenUp: boolean;
}

export interface CParser {
  readonly backEnd: "native" | "wasm";
  parse(text: string): SyntaxTree;
  /**
   * The same, some milliseconds at a time. Several may be under way at once, and need not be finished. With pieces, only
   * what lies in them is read, as if nothing stood between them; places are those of the whole text.
   */
  parseInSlices(text: string, pieces?: Pieces): Slices<SyntaxTree>;
}

/** Parts of a text in order, at least one. */
export type Pieces = readonly Span[];

/** The two WebAssembly files, as paths or as their bytes: where they lie is the door's knowledge. */
export interface WasmFiles {
  readonly runtime: string | Uint8Array;
  readonly grammar: string | Uint8Array;
}

export interface ParserOptions {
  /** Which back end to try first; native where nothing is said. */
  readonly prefer?: "native" | "wasm";
  /** Without these there is only the native back end. */
  readonly wasm?: WasmFiles;
  /** Microseconds that may go into a text of so many UTF-16 units. */
  readonly patience?: (length: number) => number;
}

/**
 * C takes 0.1 to 0.2 microseconds a unit. On text like `* , * , * ,` the parser's recovery from errors takes time with the
 * square of the length: 15 seconds for 16 KB.
 */
const patienceWithC = (length: number) => 1_000_000 + 2 * length;

/** The first back end that loads and passes a self test. Rejects where none does. */
export async function loadParser(options: ParserOptions = {}): Promise<CParser> {
  const { prefer = "native", wasm, patience = patienceWithC } = options;
  const loaders = [() => loadNative(patience), () => loadWasm(patience, wasm)];
  if (prefer === "wasm") loaders.reverse();
  const reasons: string[] = [];
  for (const load of loaders) {
    try {
      const parser = await load();
      selfTest(parser);
      return parser;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`No C parser could be loaded: ${reasons.join("; ")}`);
}

export const nodeSpan = (node: SyntaxNode): Span => ({ start: node.startIndex, end: node.endIndex });

/** `x` of `((x))`. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "parenthesized_expression" && inner.childCount === 3) inner = inner.child(1) ?? inner;
  return inner;
}

/** A pair of core and grammar that do not fit loads, and fails only when it is used. */
function selfTest(parser: CParser): void {
  const tree = parser.parse("int x;");
  const [declaration] = tree.root.namedChildren;
  const passed = declaration?.type === "declaration" && declaration.endIndex === 6;
  if (!passed) throw new Error(`the ${parser.backEnd} parser fails its self test`);
}

type Patience = NonNullable<ParserOptions["patience"]>;

/** Microseconds of one slice. */
const sliceOfParsing = 5_000;

/** One parser of a back end. Asked again for the same text, it goes on where it stopped. */
interface ResumableParser {
  /** Undefined when the time was not enough. */
  parse(text: string, pieces: Pieces | undefined, microseconds: number): ParsedTree | undefined;
  /** Forgets what was begun. */
  reset(): void;
}

interface ParsedTree {
  readonly rootNode: ParserNode;
  delete?(): void;
}

/** A parser that was stopped in a text is kept for that text: another one is made where none is idle. */
function parserOf(backEnd: CParser["backEnd"], make: () => ResumableParser, patience: Patience): CParser {
  const idle: ResumableParser[] = [];
  const names = noNames();
  function* parseInSlices(text: string, pieces?: Pieces): Slices<SyntaxTree> {
    const parser = idle.pop() ?? make();
    // The parsers copy what follows the last piece all the same.
    const read = text.slice(0, pieces?.at(-1)?.end);
    let tree: ParsedTree | undefined;
    for (let left = patience(text.length); left > 0; left -= sliceOfParsing) {
      tree = parser.parse(read, pieces, Math.min(left, sliceOfParsing));
      if (tree) break;
      yield;
    }
    parser.reset();
    const isGivenUp = !tree;
    tree ??= parser.parse("", undefined, 0);
    idle.push(parser);
    if (!tree) throw new Error("an empty text cannot be parsed");
    const root = yield* copied(tree.rootNode, names);
    tree.delete?.();
    return { root, isGivenUp };
  }
  return { backEnd, parseInSlices, parse: (text) => finished(parseInSlices(text)) };
}

/** Nobody asks for lines, but the parser wants them to grow with the text. */
const optionsFor = (pieces: Pieces | undefined) =>
  pieces && {
    includedRanges: pieces.map(({ start, end }) => ({
      startIndex: start,
      endIndex: end,
      startPosition: { row: start, column: 0 },
      endPosition: { row: end, column: 0 },
    })),
  };

async function loadNative(patience: Patience): Promise<CParser> {
  const { default: Parser } = await import("tree-sitter");
  const { default: language } = await import("tree-sitter-c");
  const make = (): ResumableParser => {
    const parser = new Parser();
    parser.setLanguage(language as Parameters<typeof parser.setLanguage>[0]);
    return {
      parse(text, pieces, microseconds) {
        parser.setTimeoutMicros(microseconds);
        // A native tree has no way to be freed early: the garbage collector does it.
        const tree: ReturnType<typeof parser.parse> | null | undefined = parser.parse(
          text,
          undefined,
          optionsFor(pieces),
        );
        return tree ? { rootNode: tree.rootNode as ParserNode } : undefined;
      },
      reset: () => parser.reset(),
    };
  };
  return parserOf("native", make, patience);
}

async function loadWasm(patience: Patience, files: WasmFiles | undefined): Promise<CParser> {
  if (!files) throw new Error("no WebAssembly files were given");
  const { runtime, grammar } = files;
  const { default: Parser } = await import("web-tree-sitter");
  await Parser.init(typeof runtime === "string" ? { locateFile: () => runtime } : { wasmBinary: runtime });
  const language = await Parser.Language.load(grammar);
  const make = (): ResumableParser => {
    const parser = new Parser();
    parser.setLanguage(language);
    return {
      parse(text, pieces, microseconds) {
        parser.setTimeoutMicros(microseconds);
        try {
          return parser.parse(text, undefined, optionsFor(pieces));
        } catch {
          // It throws for no other reason, once it has a language.
          return undefined;
        }
      },
      reset: () => parser.reset(),
    };
  };
  return parserOf("wasm", make, patience);
}
