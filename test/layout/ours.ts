/** Our side: what the front end makes of the same declarations, asked in the same words. */

import type { Expanded, SourceMap } from "../../server/src/c/source";
import type { CParser } from "../../server/src/c/syntax/parse";
import { findField, type Scope } from "../../server/src/c/types/scope";
import { type CType, type Layout, layouts } from "../../server/src/c/types/types";
import { declareAll } from "../../server/src/c/unit";
import { buildUnit } from "../support/unit";
import type { Answers } from "./compiler";
import type { Target } from "./generate";
import { type Case, printCase, questionsOf } from "./model";

export type Reader = (cases: readonly Case[], target: Target) => readonly Answers[];

export function readerWith(parser: CParser): Reader {
  const prelude: Scope = declareAll(parser, "", layouts.LP64);
  return (cases, target) => {
    const layout = target.name === "i386" ? layouts.ILP32 : layouts.LP64;
    return read(parser, prelude, cases, layout);
  };
}

/** An expression's value is the length of an array, a bit-field's place that of its type's field. */
function read(parser: CParser, prelude: Scope, cases: readonly Case[], layout: Layout): readonly Answers[] {
  const questions = cases.map(questionsOf);
  const text = cases.map((one, i) => {
    const { expressions, bitFields } = questions[i] ?? { expressions: [], bitFields: [] };
    const arrays = expressions.map(
      (expression, k) => `char q${i}_${k}[(unsigned long long)(${expression}) + 1];`,
    );
    const objects = bitFields.map(({ type }, k) => `${type} w${i}_${k};`);
    return [printCase(one), ...arrays, ...objects].join("\n");
  });
  const options = { layout, prelude, wanted: () => new Set<string>() };
  const { variables } = buildUnit(expandedFrom(text.join("\n")), parser, options);
  const types = new Map(variables.map(({ name, type }) => [name, type]));
  return questions.map(({ expressions, bitFields }, i) => ({
    values: expressions.map((_, k) => lengthOf(types.get(`q${i}_${k}`))),
    bitFields: bitFields.map(({ path }, k) => placeOf(types.get(`w${i}_${k}`), path)),
  }));
}

const lengthOf = (type: CType | undefined): bigint | undefined =>
  type?.kind === "array" && type.length !== undefined ? BigInt(type.length) - 1n : undefined;

function placeOf(type: CType | undefined, path: string) {
  let inner = type;
  let at = 0;
  let width = 0;
  for (const name of path.replace(/\[[^\]]*\]/g, "").split(".")) {
    while (inner?.kind === "array") inner = inner.of;
    const field = inner?.kind === "record" ? findField(inner, name) : undefined;
    if (field?.offset === undefined) return undefined;
    at += 8 * field.offset + (field.shift ?? 0);
    // Of a _Bool only one bit can be set.
    const isBool = field.type.kind === "integer" && field.type.name === "_Bool";
    width = isBool ? 1 : (field.bits ?? 0);
    inner = field.type;
  }
  return { first: at, width };
}

const identity: SourceMap = {
  toSource: (span) => ({ file: "layout.c", span, verbatim: true }),
  toExpanded: (_file, offset) => offset,
};

const expandedFrom = (text: string): Expanded => ({
  text,
  map: identity,
  files: new Map([["layout.c", text]]),
  systemHeaders: [],
  pending: [],
  assumed: {},
  guesses: [],
  pasted: new Set(),
  dormant: 0,
  predefines: {},
});
