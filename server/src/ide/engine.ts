/** The product without a door: checks and hovers, as plain functions over texts. It reads nothing and never throws. */
import type { CParser } from "../c/parse";
import { layouts } from "../c/types";
import { buildUnit, declareAll, type Scope } from "../c/unit";
import { prelude } from "../headers";
import { platformIds, platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import { rules } from "../rules";
import { type BuildUnit, check } from "./check";
import { hoverAt } from "./hover-at";
import { slice } from "./slice";
import type { CheckRequest, CheckResult, Engine } from "./types";

export function createEngine(parser: CParser): Engine {
  const scopes = new Map<Platform["dataModel"], Scope>();
  const scopeFor = (model: Platform["dataModel"]): Scope => {
    let scope = scopes.get(model);
    if (!scope) {
      scope = declareAll(parser, prelude(model), layouts[model]);
      scopes.set(model, scope);
    }
    return scope;
  };
  const build: BuildUnit = (expanded, model) =>
    buildUnit(expanded, parser, { layout: layouts[model], prelude: scopeFor(model), wanted: slice });
  const checkWhole = (request: CheckRequest): CheckResult => {
    const slices = check(request, build);
    for (;;) {
      const next = slices.next();
      if (next.done) return next.value;
    }
  };
  const recent = recently(checkWhole);
  return {
    parser: parser.backEnd,
    rules: rules.map(({ id, summary, fixable }) => ({ id, summary, fixable })),
    platforms: platformIds.map((id) => ({ id, title: platforms[id].title })),
    checkInSlices: (request) => check(request, build),
    check: checkWhole,
    hover: (request) => hoverAt(request, () => recent(request)),
  };
}

/** The cursor rests on several names of one text: the last result is kept for them. */
function recently(
  checkWhole: (request: CheckRequest) => CheckResult,
): (request: CheckRequest) => CheckResult {
  let last: { readonly request: CheckRequest; readonly result: CheckResult } | undefined;
  return (request) => {
    if (!last || !isSame(last.request, request)) last = { request, result: checkWhole(request) };
    return last.result;
  };
}

const isSame = (a: CheckRequest, b: CheckRequest): boolean =>
  a.file === b.file &&
  a.text === b.text &&
  JSON.stringify([a.platforms, a.includeDirs, a.defines]) ===
    JSON.stringify([b.platforms, b.includeDirs, b.defines]);
