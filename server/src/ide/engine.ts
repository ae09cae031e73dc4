/** The product without a door: checks and hovers, as plain functions over texts. It reads nothing and never throws. */
import type { CParser } from "../c/parse";
import { layouts } from "../c/types";
import { buildUnit, declareAll, type Scope } from "../c/unit";
import { prelude } from "../headers";
import { platformIds, platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import { rules } from "../rules";
import { type BuildUnit, check, type Tools } from "./check";
import { hoverAt } from "./hover-at";
import { slice } from "./slice";
import type { CheckRequest, CheckResult, Engine } from "./types";
import { WrapperSearch } from "./wrappers";

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
  const tools: Tools = { build, wrappers: new WrapperSearch() };
  const checkWhole = (request: CheckRequest): CheckResult => {
    const slices = check(request, tools);
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
    checkInSlices: (request) => check(request, tools),
    check: checkWhole,
    hover: (request) => hoverAt(request, recent),
  };
}

/** The cursor rests on several names of one text: the last result is kept for them. */
function recently(
  checkWhole: (request: CheckRequest) => CheckResult,
): (request: CheckRequest) => CheckResult {
  let last:
    | { readonly request: CheckRequest; readonly result: CheckResult; readonly read: string }
    | undefined;
  return (request) => {
    if (!last || !isSame(last.request, request) || last.read !== textsOf(last.result, request)) {
      const result = checkWhole(request);
      last = { request, result, read: textsOf(result, request) };
    }
    return last.result;
  };
}

const isSame = (a: CheckRequest, b: CheckRequest): boolean =>
  a.file === b.file && a.text === b.text && settingsOf(a) === settingsOf(b);

/** What the result rests on beside the request's own text. */
const textsOf = ({ files }: CheckResult, { read }: CheckRequest): string =>
  files
    .map((file) => read(file))
    .map((answer) => (typeof answer === "string" ? answer : answer.text))
    .join("\0");

const settingsOf = ({ platforms, includeDirs, defines, undefines, forcedIncludes, target }: CheckRequest) =>
  JSON.stringify([platforms, includeDirs, defines, undefines, forcedIncludes, target]);
