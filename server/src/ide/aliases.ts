/** The step of a finding that says which function of the project stands for the known one that its message names. */
import type { CallSite } from "../c/ir";
import type { PathStep } from "../rules/rule";
import type { Span } from "../text/span";
import type { CheckRequest } from "./types";
import type { View } from "./views";

export function aliasSteps(view: View, { aliases = {} }: CheckRequest, place: Span): readonly PathStep[] {
  if (Object.keys(aliases).length === 0) return [];
  const around = view.unit.sites.filter(({ span }) => span.start <= place.start && place.end <= span.end);
  const innermost = around.reduce<CallSite | undefined>(
    (inner, site) =>
      inner && inner.span.end - inner.span.start <= site.span.end - site.span.start ? inner : site,
    undefined,
  );
  if (!innermost) return [];
  const { name, nameSpan } = innermost;
  const written = view.expanded.text.slice(nameSpan.start, nameSpan.end);
  if (name === undefined || !Object.hasOwn(aliases, written) || aliases[written] !== name) return [];
  return [{ span: nameSpan, message: `${written}() is treated like ${name}(), as the configuration says` }];
}
