/** What a run exercised: calls by outcome and world, and what the simulator could have produced and never did. */
import { possibleFailures } from "../../server/src/sim/failures";
import type { SimProfile } from "../../server/src/sim/step";
import type { CallName } from "../../server/src/sim/types";
import { type Agreement, outcomeTexts } from "./compare";

/** Counts by call, outcome with its facts, and world. */
export interface Coverage {
  add(agreement: Agreement): void;
  /** A line a call and outcome, a column a world. */
  table(): string;
  /** "mlock -> -1 ENOMEM mlock.mapped": failures that these calls may have and never had. */
  missing(calls: readonly CallName[]): readonly string[];
  /** Calls that agreed, by mode. */
  byMode(): ReadonlyMap<string, number>;
  /** Calls of which the simulator could not say which of several outcomes comes. */
  undecided(): number;
}

export function coverageOf(profile: SimProfile): Coverage {
  const counts = new Map<string, Map<string, number>>();
  const modes = new Map<string, number>();
  const failed = new Set<string>();
  let undecided = 0;
  return {
    add: ({ mode, call, before, outcome, outcomes }) => {
      if (outcomes.length > 1) undecided += 1;
      const why = outcome.result === "success" ? "" : ` ${outcome.because.join(", ")}`;
      const row = `${call.name} -> ${outcomeTexts(outcome).join(" | ")}${why}`;
      const column = `${mode.name}/${before.future}`;
      const columns = counts.get(row) ?? new Map<string, number>();
      counts.set(row, columns.set(column, (columns.get(column) ?? 0) + 1));
      modes.set(mode.name, (modes.get(mode.name) ?? 0) + 1);
      if (outcome.result === "success") return;
      for (const fact of outcome.because) {
        for (const text of outcomeTexts(outcome)) failed.add(`${call.name} -> ${text} ${fact}`);
      }
    },
    table: () => tableOf(counts),
    missing: (calls) =>
      calls.flatMap((call) =>
        possibleFailures(profile, call)
          .map(({ fact, as = "-1 ?" }) => `${call} -> ${as.startsWith("E") ? `-1 ${as}` : as} ${fact}`)
          .filter((failure) => !failed.has(failure)),
      ),
    byMode: () => modes,
    undecided: () => undecided,
  };
}

const futures = ["off", "on", "onfault"];

function tableOf(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  const names = [...new Set([...counts.values()].flatMap((columns) => [...columns.keys()]))];
  const modes = [...new Set(names.map((name) => name.split("/")[0] ?? ""))];
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...rows.map(([row]) => row.length), 0);
  const lines = rows.map(([row, columns]) => {
    const cells = modes.map((mode) =>
      futures.map((future) => columns.get(`${mode}/${future}`) ?? 0).join("/"),
    );
    return [row.padEnd(width), ...cells.map((cell, index) => cell.padStart(widthOf(modes[index])))].join(
      "  ",
    );
  });
  const head = [
    "call, outcome, facts".padEnd(width),
    ...modes.map((mode) => mode.padStart(widthOf(mode))),
  ].join("  ");
  return [`Calls by world; each cell: MCL_FUTURE off/on/onfault`, head, ...lines].join("\n");
}

const widthOf = (mode = "") => Math.max(mode.length, 14);
