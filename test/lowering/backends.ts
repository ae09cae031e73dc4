/** The trees of both parsers over real projects, compared node by node. */
import { setImmediate } from "node:timers/promises";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import { openParser } from "../c/read";
import { firstDifference } from "../c/trees";
import { cFiles } from "./corpus";

/** Says which files differ; and how many of all. */
export async function compareBackends(
  folders: readonly string[],
): Promise<{ text: string; differing: number }> {
  const [native, wasm] = [await openParser("native"), await openParser("wasm")];
  const lines: string[] = [];
  let count = 0;
  for (const { path, expand } of cFiles(folders)) {
    const { text } = expand().expanded;
    const [one, other] = [readSyntax(native, text), readSyntax(wasm, text)];
    const { plainText } = one;
    const difference =
      firstDifference(one.tree.root, other.tree.root) ??
      firstDifference(native.parse(plainText).root, wasm.parse(plainText).root);
    if (difference !== undefined) lines.push(`${path}: ${difference}`);
    count++;
    // Native trees are freed between turns only.
    await setImmediate();
  }
  return {
    text: [...lines, `${count} files, ${lines.length} differing`, ""].join("\n"),
    differing: lines.length,
  };
}
