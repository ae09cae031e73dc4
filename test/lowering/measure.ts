/** One expanded file lowered: what became of each function, and what it cost. */

import type { FunctionIr, FunctionOutline, Unit } from "../../server/src/c/ir";
import { returnsAgain } from "../../server/src/c/lowering/calls";
import type { Expanded } from "../../server/src/c/source";
import { plainText } from "../../server/src/c/syntax/dialect";
import type { CParser, SyntaxNode } from "../../server/src/c/syntax/parse";
import { readSyntax } from "../../server/src/c/syntax/syntax";
import { type Layout, layoutFor } from "../../server/src/c/types/layouts";
import { declareAll, type Scope } from "../../server/src/c/unit";
import { headersOf } from "../../server/src/headers";
import { slice } from "../../server/src/ide/slice";
import type { Platform } from "../../server/src/platforms/profile";
import { bodiesOf } from "../c/trees";
import { cpuTime } from "../support/cpu-time";
import { buildUnit } from "../support/unit";
import { functionBodies } from "./definitions";
import { timedParser } from "./timed-parser";

export interface Judged {
  /** The same for the same definition in every file that includes it. */
  readonly key: string;
  readonly inSlice: boolean;
  /** Why it was not lowered whole; undefined where it was. */
  readonly cause: string | undefined;
  /** Where, as people write it. */
  readonly place: () => string;
}

/** Milliseconds of processor time. */
export interface Costs {
  preprocess: number;
  parse: number;
  lower: number;
}

/** Functions that were lowered with another file, which included their header too, are not lowered again. */
export type Measure = (expanded: Expanded, platform: Platform, costs: Costs) => Judged[];

/** Measures with one parser; the system headers' declarations are read once. */
export function measureWith(parser: CParser): Measure {
  const scopes = new Map<Platform, Scope>();
  const scopeOf = (platform: Platform, layout: Layout) => {
    const { types, functions } = headersOf(platform);
    const known = scopes.get(platform) ?? declareAll(parser, types, layout, functions);
    scopes.set(platform, known);
    return known;
  };
  const known = new Set<string>();
  return (expanded, platform, costs) => {
    const layout = layoutFor(platform.dataModel, platform.predefines);
    const preludeScope = scopeOf(platform, layout);
    const isNew = ({ name, span }: FunctionOutline) => {
      const { file, span: source } = expanded.map.toSource({ start: span.start, end: span.start });
      const key = `${file}:${source.start}:${name}`;
      return !known.has(key) && known.add(key);
    };
    let before: readonly FunctionOutline[] = [];
    let parsing = 0;
    const timed = timedParser(parser, (time) => {
      parsing += time;
    });
    const began = cpuTime();
    const unit = buildUnit(expanded, timed, {
      layout,
      prelude: preludeScope,
      wanted: (outline) => {
        const fresh = new Set(outline.filter(isNew));
        before = outline.filter((one) => !fresh.has(one));
        return new Set([...fresh].map(({ name }) => name));
      },
    });
    costs.parse += parsing;
    costs.lower += cpuTime() - began - parsing;
    return judge(expanded, unit, syntaxErrors(parser, expanded.text), before);
  };
}

interface Mistake {
  readonly at: number;
  readonly what: string;
}

function judge(
  expanded: Expanded,
  unit: Unit,
  mistakes: readonly Mistake[],
  before: readonly FunctionOutline[],
): Judged[] {
  const wanted = slice(unit.outline);
  const lowered = [...unit.functions.values()];
  const starts = new Set(lowered.map(({ body }) => body.start));
  const sourceOf = (at: number) => unit.map.toSource({ start: at, end: at });
  const judged = (name: string, at: number, cause: string | undefined, where: number): Judged => {
    const { file, span } = sourceOf(at);
    return {
      key: `${file}:${span.start}:${name}`,
      inSlice: wanted.has(name),
      cause,
      place: () => placeOf(expanded, unit, where),
    };
  };
  const result = lowered.map((one) => {
    const { cause, at } = causeIn(one, mistakes) ?? { cause: undefined, at: one.span.start };
    return judged(one.name, one.body.start, cause, at);
  });
  for (const { name, start } of functionBodies(plainText(expanded.text).text)) {
    if (starts.has(start) || before.some(({ span }) => span.start <= start && start < span.end)) continue;
    const cause = unit.functions.has(name) ? "another definition of that name" : "no function for the parser";
    result.push(judged(name, start, cause, start));
  }
  return result;
}

function causeIn({ span, blocks }: FunctionIr, mistakes: readonly Mistake[]) {
  const mistake = mistakes.find(({ at }) => at >= span.start && at < span.end);
  if (mistake) return { cause: mistake.what, at: mistake.at };
  for (const { instructions } of blocks) {
    for (const one of instructions) {
      if (one.op === "havoc" && !one.reason.endsWith(returnsAgain))
        return { cause: one.reason, at: one.span.start };
    }
  }
  return undefined;
}

/** Every ERROR and MISSING node, with the kind of node that it stands in and its first words. */
function syntaxErrors(parser: CParser, text: string): Mistake[] {
  const syntax = readSyntax(parser, text);
  const { tree, plainText: plain } = syntax;
  const found: Mistake[] = [];
  const waiting: { node: SyntaxNode; parent: string }[] = [
    { node: tree.root, parent: "" },
    ...bodiesOf(syntax).map((node) => ({ node, parent: "function_definition" })),
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, parent } = next;
    const at = node.startIndex;
    if (node.isMissing) found.push({ at, what: `MISSING ${node.type} in ${parent}` });
    else if (node.isError) {
      found.push({ at, what: `ERROR in ${parent}: ${shapeOf(plain.slice(at, node.endIndex))}` });
    }
    if (node.hasError) {
      for (const child of node.children)
        if (child.hasError || child.isMissing) waiting.push({ node: child, parent: node.type });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The first tokens of a text; names as `x`. */
function shapeOf(text: string): string {
  const tokens = text.slice(0, 200).match(/[A-Za-z_$][\w$]*|\d[\w.]*|"[^"]*"?|\S/g) ?? [];
  const words = tokens.slice(0, 4).map((word) => {
    if (/^\d/.test(word)) return "1";
    if (word.startsWith('"')) return '""';
    return /^[A-Za-z_$]/.test(word) && !keywords.has(word) ? "x" : word;
  });
  return `${words.join(" ")}${tokens.length > 4 ? " ..." : ""}`;
}

const keywords = new Set(
  "if else while for do switch case default return break goto continue struct union enum typedef static const int char void long unsigned sizeof".split(
    " ",
  ),
);

function placeOf(expanded: Expanded, unit: Unit, at: number): string {
  const { file, span, macro } = unit.map.toSource({ start: at, end: at });
  const line = expanded.files.get(file)?.slice(0, span.start).split("\n").length ?? 0;
  const from = Math.max(expanded.text.lastIndexOf("\n", at) + 1, at - 60);
  const words = expanded.text
    .slice(from, at + 60)
    .replace(/\s+/g, " ")
    .trim();
  return `${file}:${line}${macro ? ` (macro ${macro.name})` : ""}: ${words}`;
}
