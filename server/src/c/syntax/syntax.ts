/** Text to tree past everything that the grammar does not know: dialects, and macros that nobody defined. */

import { finished, type Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import { type Attribute, plainText } from "./dialect";
import type { CParser, SyntaxNode, SyntaxTree } from "./parse";
import { withoutUnknownMacros } from "./unknown-macros";

export interface Syntax {
  readonly tree: SyntaxTree;
  /** As long as the original, and what the tree was made from. */
  readonly plainText: string;
  readonly attributes: readonly Attribute[];
}

/** Only what the grammar refused is searched for unknown macros, and read once more. */
export function* syntaxInSlices(parser: CParser, text: string): Slices<Syntax> {
  const { text: plain, attributes } = plainText(text);
  const tree = yield* parser.parseInSlices(plain);
  if (!tree.root.hasError) return { tree, plainText: plain, attributes };
  const rewritten = withoutUnknownMacros(plain, damagedRanges(tree.root, plain.length));
  if (rewritten === plain) return { tree, plainText: plain, attributes };
  tree.dispose();
  return { tree: yield* parser.parseInSlices(rewritten), plainText: rewritten, attributes };
}

export const readSyntax = (parser: CParser, text: string): Syntax => finished(syntaxInSlices(parser, text));

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
