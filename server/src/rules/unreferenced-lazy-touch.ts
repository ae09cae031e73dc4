/** Lazy memory whose first touch comes where no fault can be served. */
import type { Breach, TouchRecord } from "../interp/record/events";
import type { Judgement, Repair, Rule, Scene } from "./rule";
import { certaintyOf, type Focus, passedOf, pathOf, placeName, relevantSteps } from "./words";

export const unreferencedLazyTouch: Rule = {
  id: "unreferenced-lazy-touch",
  summary: "MAP_LAZY memory is first touched in an interrupt handler or while interrupts are disabled.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  restsOnPages: true,
  judge: (scene) =>
    scene.events.touches.flatMap((touch) =>
      touch.breaches
        .filter((breach) => breach.fact === "lazy.critical")
        .slice(0, 1)
        .map((breach): Judgement => {
          const certainty = breach.possible > 0 ? "possible" : certaintyOf(breach, touch.visits);
          const repair = repairOf(scene, touch);
          return {
            rule: "unreferenced-lazy-touch",
            span: touch.span,
            certainty,
            severity: certainty === "certain" ? "error" : "warning",
            message: `this touches MAP_LAZY memory that was never referenced before, ${placeName(touch.context)}`,
            consequence: "the page does not exist yet and the fault cannot be served there",
            path: pathOf(breach.way.trail, focusOf(touch, breach)),
            passed: passedOf(breach.way.trail),
            facts: ["lazy.critical", "lazy.reference"],
            ...(repair ? { repair } : {}),
          };
        }),
    ),
};

const focusOf = ({ context }: TouchRecord, { way }: Breach): Focus => ({
  about: context === "isr" ? ["memory"] : ["memory", "context"],
  region: way.region,
});

/** The pages are to be touched before the region begins: both places are on the path. */
function repairOf({ unit }: Scene, touch: TouchRecord): Repair | undefined {
  const [breach] = touch.breaches;
  const way = breach ? relevantSteps(breach.way.trail, focusOf(touch, breach)) : [];
  const siteOf = (kinds: readonly string[]) => {
    const step = way.findLast(({ kind }) => kinds.includes(kind));
    return (
      step && unit.sites.find(({ span }) => span.start === step.span.start && span.end === step.span.end)
    );
  };
  const mapping = siteOf(["mapped-lazy"]);
  const region = siteOf(["interrupts-disabled", "handler-attached"]);
  return mapping && region ? { kind: "touch-before", mapping, region } : undefined;
}
