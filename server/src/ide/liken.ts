/** Says where a finding speaks of a known function and the text has one of the project's that is said to be like it. */
import type { CallSite } from "../c/ir";
import type { PathStep } from "../rules/rule";
import type { Span } from "../text/span";
import type { CheckRequest } from "./types";
import type { View } from "./views";

export function likenessSteps(
  view: View,
  { likenesses = {} }: CheckRequest,
  place: Span,
): readonly PathStep[] {
  if (Object.keys(likenesses).length === 0) return [];
  const around = view.unit.sites.filter(({ span }) => span.start <= place.start && place.end <= span.end);
  const innermost = around.reduce<CallSite | undefined>(
    (inner, site) =>
      inner && inner.span.end - inner.span.start <= site.span.end - site.span.start ? inner : site,
    undefined,
  );
  if (!innermost) return [];
  const { name, nameSpan } = innermost;
  const written = view.expanded.text.slice(nameSpan.start, nameSpan.end);
  if (name === undefined || !Object.hasOwn(likenesses, written) || likenesses[written] !== name) return [];
  return [{ span: nameSpan, message: `${written}() is taken for ${name}(): the configuration says so` }];
}
