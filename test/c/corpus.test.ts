/** Every C file of the tests and the demo: both parsers agree on its tree, and what it is lowered to knows where it was written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Unit } from "../../server/src/c/ir";
import { preprocess } from "../../server/src/c/preprocess";
import type { Expanded } from "../../server/src/c/source";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import { platforms } from "../../server/src/platforms";
import { openParser, readExpanded } from "./read";
import { firstDifference } from "./trees";

const root = join(import.meta.dirname, "..", "..");
const files = ["test/rules", "test/c/lower", "docs/demo"]
  .flatMap((folder) => filesBelow(join(root, folder)))
  .map((path) => ({
    path: path.slice(root.length + 1).replaceAll("\\", "/"),
    text: readFileSync(path, "utf8"),
  }));
const [native, wasm] = [await openParser("native"), await openParser("wasm")];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".c"))
    .map((entry) => join(entry.parentPath, entry.name));
}

const expand = ({ path, text }: { path: string; text: string }): Expanded =>
  preprocess({
    file: path,
    text,
    read: () => "absent",
    includeDirs: [],
    predefines: platforms.linux.predefines,
    constants: platforms.linux.constants,
    interesting: /\bmlock/,
  });

test("there are files", () => expect(files.length).toBeGreaterThan(50));

describe("both parsers give the same tree", () => {
  test.each(files)("$path", (file) => {
    const { text } = expand(file);
    const cut = Math.floor(text.length / 2);
    for (const written of [text, text.slice(0, cut), `${text.slice(0, cut)}){${text.slice(cut)}`]) {
      const [one, other] = [readSyntax(native, written), readSyntax(wasm, written)];
      expect(firstDifference(one.tree.root, other.tree.root)).toBeUndefined();
      const { plainText } = one;
      expect(firstDifference(native.parse(plainText).root, wasm.parse(plainText).root)).toBeUndefined();
    }
  });
});

/** What is wrong with the places of a unit's nodes. */
function misplaced(unit: Unit, { files: read, text }: Expanded): string[] {
  const wrong: string[] = [];
  const look = (what: string, span: { start: number; end: number }) => {
    const source = unit.map.toSource(span);
    const written = read.get(source.file);
    const isInside = 0 <= source.span.start && source.span.start <= source.span.end;
    if (written === undefined || !isInside || source.span.end > written.length) wrong.push(what);
    else if (source.verbatim) {
      const [there, here] = [
        written.slice(source.span.start, source.span.end),
        text.slice(span.start, span.end),
      ];
      if (there !== here) wrong.push(`${what}: ${there} is not ${here}`);
    }
  };
  for (const lowered of unit.functions.values()) {
    look(lowered.name, lowered.span);
    look(lowered.name, lowered.nameSpan);
    for (const { instructions, terminator } of lowered.blocks) {
      for (const one of instructions) look(`${lowered.name}: ${one.op}`, one.span);
      look(`${lowered.name}: ${terminator.op}`, terminator.span);
      const outside = instructions.find(
        (one) => one.span.start < lowered.span.start || one.span.end > lowered.span.end,
      );
      if (outside) wrong.push(`${lowered.name}: ${outside.op} stands outside of it`);
    }
  }
  for (const site of unit.sites) {
    for (const span of [site.span, site.statement, ...site.args]) look(`call of ${site.name}`, span);
    const bare = (name: string) => name.replace(/^__builtin_|[()\s]/g, "");
    const said = bare(text.slice(site.nameSpan.start, site.nameSpan.end));
    const written = site.bySystemCall ? "syscall" : site.name;
    if (written !== undefined && said !== bare(written)) wrong.push(`call of ${site.name} at ${said}`);
  }
  return wrong;
}

describe("every node maps back to the text", () => {
  test.each(files)("$path", (file) => {
    const expanded = expand(file);
    const unit = readExpanded(expanded);
    expect(unit.functions.size).toBeGreaterThan(0);
    expect(misplaced(unit, expanded)).toEqual([]);
  });
});
