/** Text to tree past everything that the grammar does not know: dialects, and macros that nobody defined. */

import { finished, type Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { around, fileLevelOf, unmentioned, without } from "./bodies";
import { type Attribute, plainTextInSlices } from "./dialect";
import type { CParser, SyntaxNode, SyntaxTree } from "./parse";
import { withoutUnknownMacros } from "./unknown-macros";

/** As much of a tree as is read at once: all but the bodies of functions. */
export interface Syntax {
  readonly tree: SyntaxTree;
  /** As long as the original, and what the tree was made from. */
  readonly plainText: string;
  readonly attributes: readonly Attribute[];
  /** What stands in a function's braces; undefined where it has none. */
  bodyOf(definition: SyntaxNode): Slices<Body | undefined>;
}

export interface Body {
  readonly node: SyntaxNode;
  /** What its nodes were made from: the rest is as in the file's. */
  readonly plainText: string;
  readonly isGivenUp: boolean;
}

/** Which prototypes of functions are read: a header's text by itself is for others to name. */
export type Prototypes = "all" | "mentioned";

/** What cannot be read is looked at for uses of unknown macros, and read once more. */
export function* syntaxInSlices(
  parser: CParser,
  text: string,
  prototypes: Prototypes = "mentioned",
): Slices<Syntax> {
  const { text: plain, attributes } = yield* plainTextInSlices(text);
  const { bodies, prototypes: found } = yield* fileLevelOf(plain);
  const unread = prototypes === "all" ? [] : yield* unmentioned(found, text);
  const pieces = without(unread, around(bodies, plain.length));
  const damaged = (root: SyntaxNode) => damagedRanges(root, plain.length);
  const { tree, readable } = yield* readTwice(parser, plain, pieces, damaged, bodies);
  const braces = new Map(bodies.map((body) => [body.start, body]));
  return {
    tree,
    plainText: readable,
    attributes,
    *bodyOf(definition) {
      const node = definition.childForFieldName("body");
      const between = node && braces.get(node.startIndex);
      if (!node || !between) return node ? { node, plainText: readable, isGivenUp: false } : undefined;
      // From file scope on, where macros are told apart by what stands around them.
      const whole = { start: definition.startIndex, end: between.end };
      const body = yield* readTwice(parser, readable, [between], () => [whole]);
      const { root, isGivenUp } = body.tree;
      const [block, ...others] = root.children;
      const isBlock = block?.type === "compound_statement" && others.length === 0;
      return { node: isBlock ? block : root, plainText: body.readable, isGivenUp };
    },
  };
}

interface Reading {
  readonly tree: SyntaxTree;
  readonly readable: string;
}

function* readTwice(
  parser: CParser,
  plain: string,
  pieces: readonly Span[],
  damaged: (root: SyntaxNode) => readonly Span[],
  bodies: readonly Span[] = [],
): Slices<Reading> {
  const tree = yield* parser.parseInSlices(plain, pieces);
  if (!tree.root.hasError) return { tree, readable: plain };
  const rewritten = yield* withoutUnknownMacros(plain, damaged(tree.root), bodies);
  if (rewritten === plain) return { tree, readable: plain };
  return { tree: yield* parser.parseInSlices(rewritten, pieces), readable: rewritten };
}

export type ReadSyntax = (text: string) => Slices<Syntax>;

/** The same text is parsed once, and so is each body that is asked for, as long as somebody keeps this. */
export function remembering(parser: CParser): ReadSyntax {
  const known = new Map<string, Syntax>();
  return function* (text) {
    const syntax = known.get(text) ?? withKeptBodies(yield* syntaxInSlices(parser, text));
    known.set(text, syntax);
    return syntax;
  };
}

function withKeptBodies(syntax: Syntax): Syntax {
  const bodies = new Map<SyntaxNode, Body | undefined>();
  return {
    ...syntax,
    *bodyOf(definition) {
      const body = bodies.get(definition) ?? (yield* syntax.bodyOf(definition));
      bodies.set(definition, body);
      return body;
    },
  };
}

export const readSyntax = (parser: CParser, text: string): Syntax =>
  finished(syntaxInSlices(parser, text, "all"));

/** Items at file scope with a syntax error inside, and one neighbour on either side: what an error cuts off looks whole. */
function damagedRanges(root: SyntaxNode, length: number): Span[] {
  if (root.isError) return [{ start: 0, end: length }];
  const items = root.children;
  // Where braces do not match, what comes later may be inside of what came before.
  const isTorn = items.some((item) => item.isError);
  const ranges: Span[] = [];
  for (const [index, item] of items.entries()) {
    if (!item.hasError && !item.isError && !item.isMissing) continue;
    const start = items[index - 2]?.endIndex ?? 0;
    const end = items[index + 2]?.startIndex ?? length;
    const before = ranges.at(-1);
    if (before && (isTorn || start <= before.end)) ranges[ranges.length - 1] = { start: before.start, end };
    else ranges.push({ start, end });
  }
  return ranges;
}
