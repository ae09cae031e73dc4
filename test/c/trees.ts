/** Two syntax trees compared node by node, without recursion: deep ones would exhaust the stack. */
import type { SyntaxNode } from "../../server/src/c/syntax/parse";
import type { Syntax } from "../../server/src/c/syntax/syntax";
import { finished } from "../../server/src/text/slices";

/** Everything that the reader interface shows of a node itself. */
export function words(node: SyntaxNode): string {
  const flags = [node.isNamed, node.isMissing, node.isError, node.hasError].map(Number).join("");
  return `${node.type} ${flags} ${node.startIndex}-${node.endIndex} ${node.childCount}`;
}

/** The first place where the trees differ; undefined where they do not. */
export function firstDifference(a: SyntaxNode, b: SyntaxNode): string | undefined {
  const waiting: [SyntaxNode, SyntaxNode][] = [[a, b]];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [first, second] = pair;
    if (words(first) !== words(second)) return `${words(first)} and ${words(second)}`;
    const others = second.children;
    for (const [index, child] of first.children.entries()) {
      const other = others[index];
      const field = first.fieldNameForChild(index) ?? "";
      const otherField = second.fieldNameForChild(index) ?? "";
      if (field !== otherField) return `${words(child)}: field "${field}" and "${otherField}"`;
      if (other) waiting.push([child, other]);
    }
  }
  return undefined;
}

/** The bodies of a file's functions, each read. */
export const bodiesOf = ({ tree, bodyOf }: Syntax): SyntaxNode[] =>
  functionsBelow(tree.root).flatMap((node) => finished(bodyOf(node))?.node ?? []);

const functionsBelow = ({ children }: SyntaxNode): SyntaxNode[] =>
  children.flatMap((child) => (child.type === "function_definition" ? [child] : functionsBelow(child)));
