/**
 * Nodes that were asked of the parser once. Each question to a parser's node crosses into machine code, so a function
 * lowered from the parser's own nodes took ten times what the parse took; a cursor's walk over it takes no longer than that.
 */

import { finished, type Slices } from "../../text/slices";

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

/** Names by number, of one grammar: learnt as they are met. */
export interface Names {
  readonly kinds: Kind[];
  readonly fields: (string | null)[];
}

export const noNames = (): Names => ({ kinds: [], fields: [] });

const none: readonly CopiedNode[] = [];

class CopiedNode implements SyntaxNode {
  copied = none;
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

  get children(): readonly CopiedNode[] {
    return this.copied;
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

/** A function's body, which few look into, is copied when somebody does. */
class CopiedBody extends CopiedNode {
  waiting: (() => readonly CopiedNode[]) | undefined;

  override get children(): readonly CopiedNode[] {
    if (this.waiting) {
      this.copied = this.waiting();
      this.waiting = undefined;
    }
    return this.copied;
  }
}

/** The tree below a parser's node. Bodies of functions are copied when they are looked into, all else now. */
export const copied = (node: ParserNode, names: Names): Slices<SyntaxNode> =>
  copyOf(node, names, node.hasError);

function* copyOf(node: ParserNode, names: Names, mayHaveErrors: boolean): Slices<CopiedNode> {
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
    if (node instanceof CopiedBody) postpone(node, cursor, names, mayHaveErrors);
    else if (cursor.gotoFirstChild()) {
      open.push({ parent, first });
      parent = node;
      first = row.length;
      continue;
    } else readLeaf(node, cursor, mayHaveErrors);
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
  const isBody =
    field === "body" && parent.type === "function_definition" && kind.type === "compound_statement";
  return isBody
    ? new CopiedBody(kind, start, start, field, false)
    : new CopiedNode(
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
    const type = cursor.nodeType;
    const endsWithChild = !/^(?:preproc_.*|ERROR)$/.test(type);
    kind = { type, isNamed: cursor.nodeIsNamed, hasFields: !withoutFields.has(type), endsWithChild };
    kinds[typeId] = kind;
  }
  return kind;
}

function fieldHere(cursor: ParserCursor, { fields }: Names): string | null {
  const id = cursor.currentFieldId;
  if (id === 0) return null;
  let field = fields[id];
  if (field === undefined) {
    field = cursor.currentFieldName;
    fields[id] = field;
  }
  return field;
}

function readLeaf(node: CopiedNode, cursor: ParserCursor, mayHaveErrors: boolean): void {
  node.endIndex = cursor.endIndex;
  if (mayHaveErrors && node.startIndex === node.endIndex && cursor.nodeIsMissing) {
    node.isMissing = true;
    node.hasError = true;
  }
}

/** A node begins where its first child begins, and nearly all end where their last one ends. */
function close(node: CopiedNode, children: readonly CopiedNode[], mayHaveErrors: boolean): void {
  node.copied = children;
  node.endIndex = Math.max(node.endIndex, children.at(-1)?.endIndex ?? 0);
  if (mayHaveErrors) node.hasError ||= children.some(({ hasError }) => hasError);
}

function postpone(node: CopiedBody, cursor: ParserCursor, names: Names, mayHaveErrors: boolean): void {
  const body = cursor.currentNode;
  node.endIndex = cursor.endIndex;
  if (mayHaveErrors) node.hasError = body.hasError;
  const { hasError } = node;
  node.waiting = () => finished(copyOf(body, names, hasError)).copied;
}
