/**
 * Nodes that were asked of the parser once. Each question to a parser's node crosses into machine code, so a function
 * lowered from the parser's own nodes took ten times what the parse took; a cursor's walk over it takes no longer than that.
 */

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
}

/** Names by number, of one grammar: learnt as they are met. */
export interface Names {
  readonly kinds: Kind[];
  readonly fields: (string | null)[];
}

export const noNames = (): Names => ({ kinds: [], fields: [] });

class CopiedNode implements SyntaxNode {
  copied: CopiedNode[] = [];
  isMissing = false;
  hasError: boolean;
  /** A function's body, which few look into, waits here until somebody does. */
  waiting: (() => CopiedNode[]) | undefined;
  private named: readonly SyntaxNode[] | undefined;

  constructor(
    private readonly kind: Kind,
    readonly startIndex: number,
    readonly endIndex: number,
    readonly field: string | null,
  ) {
    this.hasError = this.isError;
  }

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
    if (this.waiting) {
      this.copied = this.waiting();
      this.waiting = undefined;
    }
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

/** The tree below a parser's node. Bodies of functions are copied when they are looked into, all else now. */
export function copied(node: ParserNode, names: Names): SyntaxNode {
  const cursor = node.walk();
  const root = here(cursor, names, 0);
  copyBelow(cursor, root, names, node.hasError);
  cursor.delete?.();
  return root;
}

function here(cursor: ParserCursor, { kinds, fields }: Names, fieldId: number): CopiedNode {
  const typeId = cursor.nodeTypeId;
  let kind = kinds[typeId];
  if (!kind) {
    kind = { type: cursor.nodeType, isNamed: cursor.nodeIsNamed };
    kinds[typeId] = kind;
  }
  let field = fieldId === 0 ? null : fields[fieldId];
  if (field === undefined) {
    field = cursor.currentFieldName;
    fields[fieldId] = field;
  }
  return new CopiedNode(kind, cursor.startIndex, cursor.endIndex, field);
}

/** Iterative: expressions may be nested deeper than the stack is. */
function copyBelow(cursor: ParserCursor, root: CopiedNode, names: Names, mayHaveErrors: boolean): void {
  const open: CopiedNode[] = [];
  let parent = root;
  if (!cursor.gotoFirstChild()) return;
  for (;;) {
    const node = here(cursor, names, cursor.currentFieldId);
    parent.copied.push(node);
    if (mayHaveErrors && node.startIndex === node.endIndex && cursor.nodeIsMissing) {
      node.isMissing = true;
      node.hasError = true;
    }
    if (
      node.field === "body" &&
      node.type === "compound_statement" &&
      parent.type === "function_definition"
    ) {
      postpone(node, cursor.currentNode, names, mayHaveErrors);
    } else if (cursor.gotoFirstChild()) {
      open.push(parent);
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      const above = open.pop();
      if (mayHaveErrors) parent.hasError ||= parent.copied.some(({ hasError }) => hasError);
      if (!above) return;
      parent = above;
      cursor.gotoParent();
    }
  }
}

function postpone(node: CopiedNode, body: ParserNode, names: Names, mayHaveErrors: boolean): void {
  if (mayHaveErrors) node.hasError = body.hasError;
  node.waiting = () => {
    const cursor = body.walk();
    const root = here(cursor, names, 0);
    copyBelow(cursor, root, names, node.hasError);
    cursor.delete?.();
    return root.copied;
  };
}
