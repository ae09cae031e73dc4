/** Where the interpreter lost sight of something, and what that cost: for people who ask why nothing was said. */
import type { Span } from "../../text/span";
import type { State } from "../state";

export type SilenceReason =
  | "fuel"
  | "unknown call"
  | "unknown pointer call"
  | "unreadable code"
  | "recursion"
  | "called too often"
  | "too many paths";

/** What a path knew before and did not know after. */
export type Cost = "memory" | "mappings" | "errno" | "privilege";

export interface Loss {
  readonly reason: SilenceReason;
  /** The function that nobody knows or follows, what is wrong with a statement, where the fuel went; else empty. */
  readonly what: string;
  readonly span: Span;
  readonly functionName: string;
  visits: number;
  /** In how many of the visits something was forgotten. */
  readonly costs: Map<Cost, number>;
}

export type LossPlace = Pick<Loss, "what" | "span" | "functionName">;

/** Losses by place, each once. */
export class Losses {
  readonly #losses = new Map<string, Loss>();

  add(reason: SilenceReason, place: LossPlace, costs: readonly Cost[]): void {
    const key = `${reason} ${place.what} ${place.span.start}`;
    let loss = this.#losses.get(key);
    if (!loss) {
      loss = { ...place, reason, visits: 0, costs: new Map() };
      this.#losses.set(key, loss);
    }
    loss.visits++;
    for (const cost of costs) loss.costs.set(cost, (loss.costs.get(cost) ?? 0) + 1);
  }

  all(): readonly Loss[] {
    return [...this.#losses.values()];
  }

  /** How often each reason was met. */
  counts(): ReadonlyMap<SilenceReason, number> {
    const counts = new Map<SilenceReason, number>();
    for (const { reason, visits } of this.#losses.values()) {
      counts.set(reason, (counts.get(reason) ?? 0) + visits);
    }
    return counts;
  }
}

/** What an unknown call has made unknown. */
export function costsOf(before: State, after: State): readonly Cost[] {
  const costs: Cost[] = [];
  const { memory } = before;
  if (memory.shared !== after.memory.shared || memory.own !== after.memory.own) costs.push("memory");
  if (before.world !== after.world) costs.push("mappings");
  if (before.errno !== after.errno) costs.push("errno");
  if (before.privilege !== after.privilege) costs.push("privilege");
  return costs;
}

/** The functions in which most instructions ran, with their share: why the fuel ran out. */
export function whereFuelWent(spent: ReadonlyMap<string, number>): string {
  const total = [...spent.values()].reduce((sum, count) => sum + count, 0);
  const most = [...spent].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 3);
  return most.map(([name, count]) => `${name} ${Math.round((100 * count) / total)} %`).join(", ");
}
