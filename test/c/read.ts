/** Builds units from plain text: no preprocessor between, so that offsets are the text's own. */
import { createRequire } from "node:module";
import type { Unit } from "../../server/src/c/ir";
import type { Expanded, SourceMap } from "../../server/src/c/source";
import { type CParser, loadParser } from "../../server/src/c/syntax/parse";
import { layouts } from "../../server/src/c/types/types";
import { declareAll, type Scope } from "../../server/src/c/unit";
import { type DataModel, headersOf } from "../../server/src/headers";
import { platforms } from "../../server/src/platforms";
import { buildUnit } from "../support/unit";

const { resolve } = createRequire(import.meta.url);

export const wasmFiles = {
  runtime: resolve("web-tree-sitter/tree-sitter.wasm"),
  grammar: resolve("tree-sitter-c/tree-sitter-c.wasm"),
};

/** Throws where the back end asked for did not load: a test of one must not run on the other. */
export async function openParser(prefer: CParser["backEnd"]): Promise<CParser> {
  const parser = await loadParser({ prefer, wasm: wasmFiles });
  if (parser.backEnd !== prefer) throw new Error(`the ${prefer} parser did not load`);
  return parser;
}

const parser = await openParser("native");
const preludes = new Map<DataModel, Scope>();

function preludeOf(model: DataModel): Scope {
  const { types, functions } = headersOf({ ...platforms.linux, dataModel: model });
  const known = preludes.get(model) ?? declareAll(parser, types, layouts[model], functions);
  preludes.set(model, known);
  return known;
}

const identity: SourceMap = {
  toSource: (span) => ({ file: "test.c", span, verbatim: true }),
  toExpanded: (_file, offset) => offset,
};

export function expandedFrom(text: string): Expanded {
  return {
    text,
    map: identity,
    files: new Map([["test.c", text]]),
    systemHeaders: [],
    pending: [],
    assumed: {},
    guesses: [],
    pasted: new Set(),
    dormant: 0,
    predefines: {},
  };
}

export interface ReadOptions {
  readonly model?: DataModel;
  readonly parser?: CParser;
  /** All, where nothing is said. */
  readonly wanted?: readonly string[];
}

/** The same for text that came out of the preprocessor. */
export function readExpanded(expanded: Expanded, options: ReadOptions = {}): Unit {
  const { model = "LP64", wanted } = options;
  return buildUnit(expanded, options.parser ?? parser, {
    layout: layouts[model],
    prelude: preludeOf(model),
    wanted: (outline) => new Set(wanted ?? outline.map(({ name }) => name)),
  });
}

export const readUnit = (text: string, options: ReadOptions = {}): Unit =>
  readExpanded(expandedFrom(text), options);
