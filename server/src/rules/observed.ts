/** Rules that say: this was seen here. */
import { type ObservationKind, type Observed, observed } from "../interp/record/observations";
import type { FactName } from "../platforms/profile";
import type { Judgement, Scene, Severity } from "./rule";
import { type Focus, passedOf, pathOf } from "./words";

/** How one kind of observation is told. */
export interface ObservedRule<Kind extends ObservationKind> {
  readonly rule: string;
  readonly kind: Kind;
  /** Undefined where it is no fault on this platform. */
  readonly severity: (seen: Observed<Kind>, scene: Scene) => Severity | undefined;
  readonly message: (seen: Observed<Kind>, scene: Scene) => string;
  readonly consequence: (seen: Observed<Kind>, scene: Scene) => string;
  readonly facts: (seen: Observed<Kind>, scene: Scene) => readonly FactName[];
  /** What of the way belongs to the story; the memory concerned and its locks, where nothing is said. */
  readonly about?: Focus["about"];
  readonly repair?: (seen: Observed<Kind>, scene: Scene) => Judgement["repair"];
}

/** Judges all observations of the rule's kind, or those that are given. */
export const judgeObserved = <Kind extends ObservationKind>(
  scene: Scene,
  rule: ObservedRule<Kind>,
  observations: readonly Observed<Kind>[] = observed(scene.events.observations, rule.kind),
): Judgement[] =>
  observations.flatMap((seen): Judgement[] => {
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
