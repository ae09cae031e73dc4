/** The product without a door: checks and hovers, as plain functions over texts. It reads nothing and never throws. */

import type { CParser } from "../c/syntax/parse";
import { type Layout, layoutFor } from "../c/types/layouts";
import { declareAll, outlined, type Scope } from "../c/unit";
import { type Headers, headersOf } from "../headers";
import { platformIds, platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import { rules } from "../rules";
import { finished } from "../text/slices";
import { check, type Machine, type Tools } from "./check";
import { dump } from "./dump";
import { hoverAt } from "./hover-at";
import { Programs } from "./linking";
import { trace } from "./trace";
import type { CheckRequest, CheckResult, Engine } from "./types";
import { WrapperSearch } from "./wrappers";

export function createEngine(parser: CParser): Engine {
  const tools: Tools = {
    machineOf: machines(parser),
    wrappers: new WrapperSearch(),
    programs: new Programs(),
  };
  const checkWhole = (request: CheckRequest): CheckResult => finished(check(request, tools));
  const recent = recently(checkWhole);
  return {
    parser: parser.backEnd,
    rules: rules.map(({ id, summary, start, fixable }) => ({ id, summary, start, fixable })),
    platforms: platformIds.map((id) => ({ id, title: platforms[id].title })),
    checkInSlices: (request) => check(request, tools),
    check: checkWhole,
    dump: (request) => dump(request, tools),
    hover: (request) => hoverAt(request, recent),
    trace: (request) => trace(request, tools.machineOf),
  };
}

/** The machine of each platform. Those whose layout and headers are the same are one. */
function machines(parser: CParser): Tools["machineOf"] {
  const known = new Map<Platform, Machine>();
  const byHeaders = new Map<Layout, Map<string, Machine>>();
  return (platform) => {
    let machine = known.get(platform);
    if (machine) return machine;
    const layout = layoutFor(platform.dataModel, platform.predefines);
    const headers = headersOf(platform);
    const alike = byHeaders.get(layout) ?? new Map<string, Machine>();
    machine = alike.get(headers.types) ?? newMachine(parser, layout, headers);
    byHeaders.set(layout, alike.set(headers.types, machine));
    known.set(platform, machine);
    return machine;
  };
}

function newMachine(parser: CParser, layout: Layout, { types, functions }: Headers): Machine {
  let scope: Scope | undefined;
  const prelude = () => {
    scope ??= declareAll(parser, types, layout, functions);
    return scope;
  };
  return { read: (expanded) => outlined(expanded, parser, { layout, prelude: prelude() }) };
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
