/** Rules that say: this call broke that requirement. */
import type { Breach, CallRecord } from "../interp/record/events";
import { variableOfRegion } from "../interp/values/region";
import type { FactName } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Certainty, Judgement, PathStep, Scene, Severity } from "./rule";
import { certaintyOf, consequenceOf, type Focus, passedOf, pathOf } from "./words";

/** Where the memory came from; that and who locked it; neither. */
type Story = "memory" | "locked memory" | "control";

export interface BreachRule {
  readonly rule: string;
  readonly facts: readonly FactName[];
  /** The place to mark: an argument, or the whole call. */
  readonly mark: (record: CallRecord) => Span;
  readonly message: (record: CallRecord, breach: Breach, scene: Scene) => string;
  readonly severity: (record: CallRecord, breach: Breach, scene: Scene) => Severity;
  /** What belongs to the story; where the memory came from, where nothing is said. */
  readonly about?: Story;
  /** Breaches with these details are somebody else's to report. */
  readonly skip?: (record: CallRecord, breach: Breach, scene: Scene) => boolean;
  readonly repair?: (record: CallRecord, breach: Breach, scene: Scene) => Judgement["repair"];
}

export function judgeBreaches(scene: Scene, rule: BreachRule): Judgement[] {
  const found: Judgement[] = [];
  for (const record of scene.events.calls.values()) {
    const breach = record.breaches.find(
      (one) => rule.facts.includes(one.fact) && !rule.skip?.(record, one, scene),
    );
    if (!breach) continue;
    if (scene.events.expectedFailures.has(record.site.id)) continue;
    const certainty = certaintyOf(breach, record.visits);
    const severity = rule.severity(record, breach, scene);
    const repair = rule.repair?.(record, breach, scene);
    found.push({
      rule: rule.rule,
      span: rule.mark(record),
      certainty,
      severity: certainty === "possible" && severity === "error" ? "warning" : severity,
      message: rule.message(record, breach, scene),
      consequence: consequenceOf(scene.platform, breach.fact),
      path: pathTo(scene, breach, certainty, rule.about ?? "memory"),
      passed: passedOf(breach.way.trail),
      facts: [breach.fact],
      ...(repair ? { repair } : {}),
    });
  }
  return found;
}

/** Memory that is a variable comes from its declaration. */
function pathTo({ unit }: Scene, breach: Breach, certainty: Certainty, about: Story): PathStep[] {
  const path = pathOf(breach.way.trail, focusOf(breach, certainty, about));
  const { region } = breach.way;
  const variable = about !== "control" && region !== undefined ? variableOfRegion(unit, region) : undefined;
  return variable ? [{ span: variable.span, message: `${variable.name} is declared here` }, ...path] : path;
}

const told: Readonly<Record<Story, Focus["about"]>> = {
  memory: ["memory"],
  "locked memory": ["memory", "locks"],
  control: [],
};

function focusOf(breach: Breach, certainty: Certainty, about: Story): Focus {
  const isFailure = breach.detail === "null" || breach.detail === "invalid";
  return {
    about: told[about],
    region: breach.way.region,
    failures: certainty === "possible" || isFailure ? "decide" : undefined,
  };
}

/** Error where the page names a failure, warning where it only demands. */
export function severityByOutcome(scene: Scene, fact: FactName): Severity {
  return scene.platform.facts[fact].outcome.kind === "fails" ? "error" : "warning";
}
