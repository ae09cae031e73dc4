/**
 * Nodes that were asked of the parser once. Each question to a parser's node crosses into machine code, so a function
 * lowered from the parser's own nodes took ten times what the parse took; a cursor's walk over it takes no longer than that.
 */

import type { Slices } from "../../text/slices";

/** What both back ends' nodes offer alike. Offsets are UTF-16 units. */
export interface SyntaxNode {
  readonly type: string;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly isError: boolean;
  /** Is there a syntax error in this node or below? */
  readonly hasError: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly childCount: number;
  readonly children: readonly SyntaxNode[];
  readonly namedChildren: readonly SyntaxNode[];
  child(index: number): SyntaxNode | null;
  childForFieldName(name: string): SyntaxNode | null;
  fieldNameForChild(index: number): string | null;
}

/** What is needed of a parser's node. */
export interface ParserNode {
  readonly hasError: boolean;
  walk(): ParserCursor;
}

export interface ParserCursor {
  readonly nodeType: string;
  readonly nodeTypeId: number;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldId: number;
  readonly currentFieldName: string | null;
  readonly currentNode: ParserNode;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  /** WebAssembly's memory is freed by hand. */
  delete?(): void;
}

interface Kind {
  readonly type: string;
  readonly isNamed: boolean;
  readonly hasFields: boolean;
  /** Has it never children? */
  readonly isLeaf: boolean;
  /** Does its last visible child end where it does? Others end with a line's end, or with what was skipped. */
  readonly endsWithChild: boolean;
}

/** Frequent nodes of the grammar none of whose children has a field. */
const withoutFields: ReadonlySet<string> = new Set([
  "argument_list",
  "compound_statement",
  "concatenated_string",
  "declaration_list",
  "enumerator_list",
  "expression_statement",
  "field_declaration_list",
  "initializer_list",
  "parameter_list",
  "parenthesized_expression",
  "return_statement",
  "string_literal",
  "translation_unit",
]);

/** Frequent names of what has no children; so do all nodes without a name, words and punctuators. */
const leaves: ReadonlySet<string> = new Set([
  "character",
  "escape_sequence",
  "field_identifier",
  "identifier",
  "number_literal",
  "primitive_type",
  "statement_identifier",
  "string_content",
  "type_identifier",
]);

/** Names by number, of one grammar: learnt as they are met. */
export interface Names {
  readonly kinds: Kind[];
  readonly fields: (string | null)[];
}

export const noNames = (): Names => ({ kinds: [], fields: [] });

class CopiedNode implements SyntaxNode {
  children: readonly CopiedNode[] = none;
  isMissing = false;
  private named: readonly SyntaxNode[] | undefined;

  constructor(
    readonly kind: Kind,
    readonly startIndex: number,
    public endIndex: number,
    readonly field: string | null,
    public hasError: boolean,
  ) {}

  get type(): string {
    return this.kind.type;
  }

  get isNamed(): boolean {
    return this.kind.isNamed;
  }

  get isError(): boolean {
    return this.kind.type === "ERROR";
  }

  get namedChildren(): readonly SyntaxNode[] {
    this.named ??= this.children.filter((child) => child.kind.isNamed);
    return this.named;
  }

  get childCount(): number {
    return this.children.length;
  }

  child(index: number): SyntaxNode | null {
    return this.children[index] ?? null;
  }

  childForFieldName(name: string): SyntaxNode | null {
    // What an error has swallowed means nothing.
    if (this.isError) return null;
    for (const child of this.children) if (child.field === name) return child;
    return null;
  }

  fieldNameForChild(index: number): string | null {
    return this.children[index]?.field ?? null;
  }
}

const none: readonly CopiedNode[] = [];

/** The tree below a parser's node. */
export function* copied(node: ParserNode, names: Names): Slices<SyntaxNode> {
  const mayHaveErrors = node.hasError;
  const cursor = node.walk();
  const kind = kindHere(cursor, names);
  const root = new CopiedNode(kind, cursor.startIndex, cursor.endIndex, null, mayHaveErrors);
  yield* copyBelow(cursor, root, names, mayHaveErrors);
  cursor.delete?.();
  return root;
}

/** Nodes between two chances to give up. */
const nodesPerSlice = 2_000;

/** Iterative: expressions may be nested deeper than the stack is. */
function* copyBelow(
  cursor: ParserCursor,
  root: CopiedNode,
  names: Names,
  mayHaveErrors: boolean,
): Slices<void> {
  if (!cursor.gotoFirstChild()) return;
  /** Children of the nodes that are open, outermost first. */
  const row: CopiedNode[] = [];
  const open: { readonly parent: CopiedNode; readonly first: number }[] = [];
  let parent = root;
  let first = 0;
  for (let count = 1; ; count++) {
    if (count % nodesPerSlice === 0) yield;
    const isFirst = row.length === first && parent !== root;
    const node = nodeHere(cursor, parent, isFirst ? parent.startIndex : cursor.startIndex, names);
    row.push(node);
    if (!node.kind.isLeaf && cursor.gotoFirstChild()) {
      open.push({ parent, first });
      parent = node;
      first = row.length;
      continue;
    }
    readLeaf(node, cursor, mayHaveErrors);
    while (!cursor.gotoNextSibling()) {
      close(parent, row.splice(first), mayHaveErrors);
      const above = open.pop();
      if (!above) return;
      cursor.gotoParent();
      ({ parent, first } = above);
    }
  }
}

function nodeHere(cursor: ParserCursor, parent: CopiedNode, start: number, names: Names): CopiedNode {
  const kind = kindHere(cursor, names);
  const field = parent.kind.hasFields ? fieldHere(cursor, names) : null;
  return new CopiedNode(
    kind,
    start,
    kind.endsWithChild ? start : cursor.endIndex,
    field,
    kind.type === "ERROR" && cursor.currentNode.hasError,
  );
}

function kindHere(cursor: ParserCursor, { kinds }: Names): Kind {
  const typeId = cursor.nodeTypeId;
  let kind = kinds[typeId];
  if (!kind) {
    const type = asInSource(cursor.nodeType);
    const endsWithChild = !/^(?:preproc_.*|ERROR)$/.test(type);
    const isNamed = cursor.nodeIsNamed;
    const isLeaf = !isNamed || leaves.has(type);
    kind = { type, isNamed, hasFields: !withoutFields.has(type), isLeaf, endsWithChild };
    kinds[typeId] = kind;
  }
  return kind;
}

function fieldHere(cursor: ParserCursor, { fields }: Names): string | null {
  const id = cursor.currentFieldId;
  if (id === 0) return null;
  let field = fields[id];
  if (field === undefined) {
    const name = cursor.currentFieldName;
    field = name ? asInSource(name) : null;
    fields[id] = field;
  }
  return field;
}

/** Of equal strings, engines keep one for names in source and of properties: those are compared as pointers are. */
const asInSource = (name: string): string => Object.keys({ [name]: true })[0] ?? name;

function readLeaf(node: CopiedNode, cursor: ParserCursor, mayHaveErrors: boolean): void {
  node.endIndex = cursor.endIndex;
  if (mayHaveErrors && node.startIndex === node.endIndex && cursor.nodeIsMissing) {
    node.isMissing = true;
    node.hasError = true;
  }
}

/** A node begins where its first child begins, and nearly all end where their last one ends. */
function close(node: CopiedNode, children: readonly CopiedNode[], mayHaveErrors: boolean): void {
  node.children = children;
  node.endIndex = Math.max(node.endIndex, children.at(-1)?.endIndex ?? 0);
  if (mayHaveErrors) node.hasError ||= children.some(({ hasError }) => hasError);
}
