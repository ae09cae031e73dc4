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
import type { Engine } from "./types";

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
  return {
    parser: parser.backEnd,
    rules: rules.map(({ id, summary, fixable }) => ({ id, summary, fixable })),
    platforms: platformIds.map((id) => ({ id, title: platforms[id].title })),
    checkInSlices: (request) => check(request, build),
    check(request) {
      const slices = check(request, build);
      for (;;) {
        const next = slices.next();
        if (next.done) return next.value;
      }
    },
    hover: hoverAt,
  };
}
