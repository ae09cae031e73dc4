/** The product without a door: checks and hovers, as plain functions over texts. It reads nothing and never throws. */

import { OpenedFiles } from "../c/preprocess/opened";
import type { CParser } from "../c/syntax/parse";
import { remembering } from "../c/syntax/syntax";
import { type Layout, layoutFor } from "../c/types/layouts";
import { declareAll, outlined, type Scope } from "../c/unit";
import { type Headers, headersOf } from "../headers";
import { platformIds, platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import { rules } from "../rules";
import { finished } from "../text/slices";
import { check, type Tools } from "./check";
import { dump } from "./dump";
import { hoverAt } from "./hover-at";
import { Programs } from "./linking";
import { trace } from "./trace";
import { Vocabularies } from "./tracked";
import type { CheckRequest, CheckResult, Engine } from "./types";
import type { FrontEnd } from "./views";
import { WrapperSearch } from "./wrappers";

export function createEngine(parser: CParser): Engine {
  const syntaxes = () => remembering(parser);
  const opened = new OpenedFiles();
  const tools: Tools = {
    frontEndOf: frontEndsWith(parser),
    syntaxes,
    vocabularies: new Vocabularies(),
    wrappers: new WrapperSearch(),
    opened,
    programs: new Programs(syntaxes, opened),
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
    trace: (request) => trace(request, tools.frontEndOf),
  };
}

/** One front end for all platforms with the same layout and headers, and for each set of a project's own functions. */
function frontEndsWith(parser: CParser): Tools["frontEndOf"] {
  const layoutAndHeadersOf = sharedByPlatforms(parser);
  const known = new Map<LayoutAndHeaders, Map<string, FrontEnd>>();
  return (platform, aliases = {}) => {
    const own = layoutAndHeadersOf(platform);
    const alike = known.get(own) ?? new Map<string, FrontEnd>();
    known.set(own, alike);
    const key = JSON.stringify(aliases);
    const frontEnd = alike.get(key) ?? newFrontEnd(parser, own, aliases);
    alike.set(key, frontEnd);
    return frontEnd;
  };
}

/** What platforms may share; the prelude is what their system headers declare, read when it is first asked for. */
interface LayoutAndHeaders {
  readonly layout: Layout;
  readonly prelude: () => Scope;
}

function sharedByPlatforms(parser: CParser): (platform: Platform) => LayoutAndHeaders {
  const known = new Map<Platform, LayoutAndHeaders>();
  const byHeaders = new Map<Layout, Map<string, LayoutAndHeaders>>();
  return (platform) => {
    let own = known.get(platform);
    if (own) return own;
    const layout = layoutFor(platform.dataModel, platform.predefines);
    const headers = headersOf(platform);
    const alike = byHeaders.get(layout) ?? new Map<string, LayoutAndHeaders>();
    own = alike.get(headers.types) ?? { layout, prelude: preludeOf(parser, layout, headers) };
    byHeaders.set(layout, alike.set(headers.types, own));
    known.set(platform, own);
    return own;
  };
}

function preludeOf(parser: CParser, layout: Layout, { types, functions }: Headers): () => Scope {
  let scope: Scope | undefined;
  return () => {
    scope ??= declareAll(parser, types, layout, functions);
    return scope;
  };
}

function newFrontEnd(
  parser: CParser,
  { layout, prelude }: LayoutAndHeaders,
  aliases: Readonly<Record<string, string>>,
): FrontEnd {
  const known = new Map(Object.entries(aliases));
  return {
    read: (expanded, syntaxOf) =>
      outlined(expanded, parser, { layout, prelude: prelude(), aliases: known }, syntaxOf),
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

/** All that is plain data, but for the text. */
const settingsOf = ({ text: _, ...request }: CheckRequest) =>
  JSON.stringify({ ...request, units: undefined, program: undefined, position: undefined });
