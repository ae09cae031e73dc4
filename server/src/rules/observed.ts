/** Rules that say: this was seen here. */
import type { Observation, ObservationKind } from "../interp/record/observations";
import type { FactName } from "../platforms/profile";
import type { Judgement, Scene, Severity } from "./rule";
import { passedOf, pathOf, type Subject } from "./words";

/** How one kind of observation is told. */
export interface ObservedRule {
  readonly rule: string;
  readonly kinds: readonly ObservationKind[];
  /** Undefined where it is no fault on this platform. */
  readonly severity: (seen: Observation, scene: Scene) => Severity | undefined;
  readonly message: (seen: Observation, scene: Scene) => string;
  readonly consequence: (seen: Observation, scene: Scene) => string;
  readonly facts: (seen: Observation, scene: Scene) => readonly FactName[];
  /** What of the way belongs to the story; the memory concerned and its locks, where nothing is said. */
  readonly about?: Subject["about"];
  readonly repair?: (seen: Observation, scene: Scene) => Judgement["repair"];
}

export const judgeObserved = (scene: Scene, rule: ObservedRule): Judgement[] =>
  scene.events.observations
    .filter(({ kind }) => rule.kinds.includes(kind))
    .flatMap((seen): Judgement[] => {
      const severity = rule.severity(seen, scene);
      if (!severity) return [];
      const certainty = seen.certain >= seen.visits ? "certain" : "possible";
      const repair = rule.repair?.(seen, scene);
      return [
        {
          rule: rule.rule,
          span: seen.span,
          certainty,
          severity: certainty === "possible" && severity === "error" ? "warning" : severity,
          message: rule.message(seen, scene),
          consequence: rule.consequence(seen, scene),
          path: pathOf(seen.way.trail, { about: rule.about ?? ["memory", "locks"], region: seen.way.region }),
          passed: passedOf(seen.way.trail),
          facts: rule.facts(seen, scene),
          ...(repair ? { repair } : {}),
        },
      ];
    });
