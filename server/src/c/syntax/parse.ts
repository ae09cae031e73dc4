/** Text to syntax tree, by native tree-sitter or its WebAssembly build; nobody else knows which of the two it is. */
import type { Span } from "../../text/span";
import { copied, noNames, type ParserNode, type SyntaxNode } from "./nodes";

export type { SyntaxNode } from "./nodes";

export interface SyntaxTree {
  /** Without children if the parser gave up. */
  readonly root: SyntaxNode;
  /** Was the text so far from C that finding a way through it took too long? */
  readonly isGivenUp: boolean;
  /** Frees the tree; its nodes must not be touched afterwards. */
  dispose(): void;
}

export interface CParser {
  readonly backEnd: "native" | "wasm";
  parse(text: string): SyntaxTree;
}

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

/** A pair of core and grammar that do not fit loads, and fails only when it is used. */
function selfTest(parser: CParser): void {
  const tree = parser.parse("int x;");
  const [declaration] = tree.root.namedChildren;
  const passed = declaration?.type === "declaration" && declaration.endIndex === 6;
  tree.dispose();
  if (!passed) throw new Error(`the ${parser.backEnd} parser fails its self test`);
}

type Patience = NonNullable<ParserOptions["patience"]>;

async function loadNative(patience: Patience): Promise<CParser> {
  const { default: Parser } = await import("tree-sitter");
  const { default: language } = await import("tree-sitter-c");
  const parser = new Parser();
  parser.setLanguage(language as Parameters<typeof parser.setLanguage>[0]);
  const names = noNames();
  return {
    backEnd: "native",
    parse: (text) => {
      parser.setTimeoutMicros(patience(text.length));
      const tree: ReturnType<typeof parser.parse> | null | undefined = parser.parse(text);
      // A parser that gave up would go on where it was.
      if (!tree) parser.reset();
      const { rootNode } = tree ?? parser.parse("");
      // A native tree has no way to be freed early: the garbage collector does it.
      return { root: copied(rootNode as ParserNode, names), isGivenUp: !tree, dispose: () => undefined };
    },
  };
}

async function loadWasm(patience: Patience, files: WasmFiles | undefined): Promise<CParser> {
  if (!files) throw new Error("no WebAssembly files were given");
  const { runtime, grammar } = files;
  const { default: Parser } = await import("web-tree-sitter");
  await Parser.init(typeof runtime === "string" ? { locateFile: () => runtime } : { wasmBinary: runtime });
  const parser = new Parser();
  parser.setLanguage(await Parser.Language.load(grammar));
  const names = noNames();
  const inTime = (text: string) => {
    parser.setTimeoutMicros(patience(text.length));
    try {
      return parser.parse(text);
    } catch {
      // It throws for no other reason, once it has a language.
      parser.reset();
      return undefined;
    }
  };
  return {
    backEnd: "wasm",
    parse: (text) => {
      const found = inTime(text);
      const tree = found ?? parser.parse("");
      return { root: copied(tree.rootNode, names), isGivenUp: !found, dispose: () => tree.delete() };
    },
  };
}
