/** One file's C as IR: outlines every function, lowers those that are wanted and the initialisers they can see. */

import { effort, finished, type Slices } from "../text/slices";
import type { FunctionIr, FunctionOutline, Unit } from "./ir";
import { Code } from "./lowering/code";
import { lowerFileDeclaration } from "./lowering/declarations";
import { declareHead, functionHead } from "./lowering/function-heads";
import { lowerFunction } from "./lowering/functions";
import { type Aliases, Lowering, type UnitTables } from "./lowering/lowering";
import type { Expanded } from "./source";
import { partsOf } from "./syntax/bodies";
import type { CParser, SyntaxNode } from "./syntax/parse";
import { type ReadSyntax, readSyntax, type Syntax, syntaxInSlices } from "./syntax/syntax";
import { plain, Scope } from "./types/scope";
import { readType, textOf } from "./types/specifiers";
import { intType, type Layout } from "./types/types";

export { Scope } from "./types/scope";

export interface Surroundings {
  readonly layout: Layout;
  /** What system headers declare: see `declareAll`. */
  readonly prelude: Scope;
  /** Functions that are read as if a known one's name stood there. */
  readonly aliases?: Aliases;
}

/** A file that was read but for the bodies of its functions. */
export interface Outlined {
  readonly outline: readonly FunctionOutline[];
  /**
   * With these functions lowered and no others, whatever was lowered before. Stops in the parse of each, and after each.
   */
  unitWith(wanted: ReadonlySet<string>): Slices<Unit>;
}

/** The names that a text declares, for others to build on; `functions`: prototypes by name, each read when it is asked for. */
export function declareAll(
  parser: CParser,
  text: string,
  layout: Layout,
  functions: ReadonlyMap<string, string> = new Map(),
): Scope {
  const waiting = new Map(functions);
  const scope = new Scope(undefined, (name) => {
    const prototype = waiting.get(name);
    waiting.delete(name);
    if (prototype !== undefined) declareIn(scope, parser, prototype, layout);
  });
  declareIn(scope, parser, text, layout);
  return scope;
}

function declareIn(scope: Scope, parser: CParser, text: string, layout: Layout): void {
  const { tree, plainText, attributes } = readSyntax(parser, text);
  const lowering = new Lowering(text, plainText, attributes, layout, emptyTables(parser, scope), scope);
  for (const node of fileItems(tree.root)) finished(declareItem(lowering, node));
}

/** Characters of declarations between two chances to give up, and what a declaration takes beside its length. */
const charactersPerSlice = 20_000;
const charactersPerItem = 100;

/** Stops in the parse and between declarations. */
export function* outlined(
  { text, map }: Expanded,
  parser: CParser,
  { layout, prelude, aliases }: Surroundings,
  syntaxOf: ReadSyntax = (text) => syntaxInSlices(parser, text),
): Slices<Outlined> {
  const syntax = yield* syntaxOf(text);
  const fileScope = new Scope(prelude);
  const declared = emptyTables(parser, fileScope, aliases);
  const { plainText, attributes } = syntax;
  const reading = new Lowering(text, plainText, attributes, layout, declared, fileScope);
  // Variable 0 is errno, whatever the program declares.
  const errno = reading.newVariable("errno", plain(intType), "external", { start: 0, end: 0 });
  fileScope.declare("errno", { kind: "variable", id: errno });
  const definitions: Definition[] = [];
  const taken = new Set<string>();
  const work = effort(charactersPerSlice);
  for (const node of fileItems(syntax.tree.root)) {
    const isDefinition = node.type === "function_definition";
    work.spend(charactersPerItem + (isDefinition ? 0 : node.endIndex - node.startIndex));
    if (work.isEnough()) yield;
    if (isDefinition) yield* define(reading, node, definitions, taken);
    else yield* declareItem(reading, node);
  }
  const outline = yield* outlineOf(reading, definitions);
  const { isGivenUp } = syntax.tree;
  return {
    outline,
    *unitWith(wanted) {
      const tables = copyOf(declared);
      const lowering = new Lowering(text, plainText, attributes, layout, tables, fileScope);
      const lowered = yield* lowerWanted(lowering, syntax, definitions, wanted);
      const { functions } = lowered;
      const initializer = yield* lowerInitializers(lowering);
      const { variables, sites, damaged, strings } = tables;
      return {
        map,
        layout,
        variables,
        outline,
        functions,
        initializer,
        sites,
        damaged,
        isGivenUp: isGivenUp || lowered.isGivenUp,
        strings,
        guests: new Set(),
      };
    },
  };
}

interface Definition {
  readonly node: SyntaxNode;
  readonly outline: FunctionOutline;
}

function emptyTables(parser: CParser, fileScope: Scope, aliases: Aliases = new Map()): UnitTables {
  return {
    variables: [],
    sites: [],
    damaged: new Set(),
    initializers: new Map(),
    initializerTexts: new Map(),
    wantedInitializers: [],
    initializerCode: new Code(),
    noreturn: new Set(),
    parser,
    fileScope,
    aliases,
    strings: 0,
  };
}

const copyOf = (tables: UnitTables): UnitTables => ({
  ...tables,
  variables: [...tables.variables],
  sites: [...tables.sites],
  damaged: new Set(tables.damaged),
  initializers: new Map(tables.initializers),
  wantedInitializers: [...tables.wantedInitializers],
  initializerCode: new Code(),
  noreturn: new Set(tables.noreturn),
});

/** What stands at file scope, in order, also in `extern "C"` blocks and around syntax errors. */
function* fileItems(root: SyntaxNode): Generator<SyntaxNode> {
  const open = [root.namedChildren.values()];
  for (let items = open.at(-1); items; items = open.at(-1)) {
    const { done, value: node } = items.next();
    if (done) open.pop();
    else {
      yield node;
      open.push(itemsWithin(node).values());
    }
  }
}

function itemsWithin(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === "linkage_specification" || node.type === "declaration_list" || node.isError)
    return node.namedChildren;
  return node.type === "function_definition" && node.hasError ? swallowedFunctions(node) : [];
}

/** A missing brace makes the functions that follow look as if they were inside. */
function swallowedFunctions(node: SyntaxNode): SyntaxNode[] {
  const body = node.childForFieldName("body");
  return body ? body.namedChildren.filter((child) => child.type === "function_definition") : [];
}

function* declareItem(lowering: Lowering, node: SyntaxNode): Slices<void> {
  if (node.type === "declaration") {
    const head = functionHead(lowering, node);
    if (head) declareHead(lowering, node, head);
    else yield* lowerFileDeclaration(lowering, node);
  } else if (node.type === "type_definition") yield* lowerFileDeclaration(lowering, node);
  else if (/^(?:struct|union|enum)_specifier$/.test(node.type)) readType(lowering, node);
}

function* define(
  lowering: Lowering,
  node: SyntaxNode,
  definitions: Definition[],
  taken: Set<string>,
): Slices<void> {
  const head = functionHead(lowering, node);
  if (!head) return;
  const { start, isStatic } = head;
  declareHead(lowering, node, head);
  const name = taken.has(head.name) ? headText(lowering, node) : head.name;
  taken.add(name);
  const text = textOf(lowering, node);
  const brace = text.indexOf("{");
  const { mentions, calls } = yield* namesIn(text.slice(Math.max(brace, 0)));
  for (const word of text.slice(0, brace).match(wordOrCall) ?? []) mentions.add(word.replace(/\s*\($/, ""));
  for (const [alias, known] of lowering.unit.aliases) if (mentions.has(alias)) mentions.add(known);
  const span = { start, end: node.endIndex };
  definitions.push({ node, outline: { name, span, isStatic, mentions, calls } });
}

const wordOrCall = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*(?:\s*\()?/g;
/** Words before a parenthesis that call nothing. */
const noCallees: ReadonlySet<string> = new Set(["if", "for", "while", "switch", "return", "sizeof"]);

/** All names in a text, and those in it that are called. */
function* namesIn(text: string): Slices<Pick<FunctionOutline, "calls"> & { readonly mentions: Set<string> }> {
  const mentions = new Set<string>();
  const calls = new Set<string>();
  for (const part of partsOf(text)) {
    for (const found of part.match(wordOrCall) ?? []) {
      const name = found.endsWith("(") ? found.slice(0, -1).trimEnd() : found;
      mentions.add(name);
      if (name !== found && !noCallees.has(name)) calls.add(name);
    }
    yield;
  }
  return { mentions, calls };
}

/** A table with more functions than this is a dispatcher: which of them is called, nobody can follow. */
const longestTable = 16;

/** `x->f(`, `x.f(`, `x[i](`, `(*f)(`: who only hands a table on has no use for what is in it. */
const callsThroughPointer = /(?:->|\.)\s*\w+\s*\(|[\])]\s*\(/;

/** Who mentions a table of functions, and calls through pointers, mentions what is in it. */
function* outlineOf(
  lowering: Lowering,
  definitions: readonly Definition[],
): Slices<readonly FunctionOutline[]> {
  const initializers = lowering.unit.initializerTexts;
  const functions = new Set(definitions.map(({ outline }) => outline.name));
  const isHeld = (name: string): boolean =>
    functions.has(name) || initializers.has(name) || lowering.scope.lookUp(name)?.kind === "function";
  const held = new Map<string, readonly string[]>();
  for (const [variable, text] of initializers) {
    const { mentions } = yield* namesIn(text);
    const names = [...mentions].map((name) => lowering.unaliased(name)).filter(isHeld);
    if (names.length > 0 && names.length <= longestTable) held.set(variable, names);
  }
  return definitions.map(({ node, outline }) => {
    if (!callsThroughPointer.test(textOf(lowering, node))) return outline;
    const mentions = new Set(outline.mentions);
    // What is added to the set is visited, too: a table of tables.
    for (const mention of mentions) for (const name of held.get(mention) ?? []) mentions.add(name);
    return mentions.size === outline.mentions.size ? outline : { ...outline, mentions };
  });
}

/** What tells one `TEST(a) { ... }` from the next, where TEST is a macro that nobody defined. */
function headText(lowering: Lowering, node: SyntaxNode): string {
  const declarator = node.childForFieldName("declarator");
  if (!declarator) return "";
  const { text, plainText } = lowering;
  const { startIndex } = node;
  const start = text[startIndex] === plainText[startIndex] ? declarator.startIndex : startIndex;
  return text.slice(start, declarator.endIndex).replace(/\s+/g, " ");
}

function* lowerWanted(
  lowering: Lowering,
  { plainText, bodyOf }: Syntax,
  definitions: readonly Definition[],
  wanted: ReadonlySet<string>,
): Slices<Pick<Unit, "functions" | "isGivenUp">> {
  const functions = new Map<string, FunctionIr>();
  for (const { node, outline } of definitions) {
    if (!wanted.has(outline.name) || functions.has(outline.name)) continue;
    const body = yield* bodyOf(node);
    if (!body) continue;
    if (body.isGivenUp) return { functions, isGivenUp: true };
    lowering.plainText = body.plainText;
    const lowered = yield* lowerFunction(lowering, node, body.node, outline.name);
    lowering.plainText = plainText;
    if (lowered) functions.set(outline.name, lowered);
    yield;
  }
  return { functions, isGivenUp: false };
}

/** Writing one initialiser may mention variables whose initialisers are wanted then. */
function* lowerInitializers(lowering: Lowering): Slices<FunctionIr> {
  const { unit } = lowering;
  const nowhere = { start: 0, end: 0 };
  for (let write = unit.wantedInitializers.pop(); write; write = unit.wantedInitializers.pop()) {
    yield* lowering.inInitializer(write(lowering));
  }
  const { initializerCode } = unit;
  return {
    name: "",
    span: nowhere,
    nameSpan: nowhere,
    body: nowhere,
    parameters: [],
    returns: { kind: "void" },
    isStatic: true,
    blocks: yield* initializerCode.finish(nowhere),
    temps: initializerCode.temps,
  };
}
