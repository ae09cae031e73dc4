/** Adds up what files cost and says it. */
import { afterParse, type Cost, type Part, parts, whole } from "./measure";

/** What is measured as multiples of one parse of the file. */
const measures: readonly (readonly [name: string, cost: (cost: Cost) => number])[] = [
  ["everything", whole],
  ["lower, run, judge", afterParse],
  ["run, judge", ({ stages }) => stages.run + stages.judge],
];

const worst = 10;

/** `files`: how many were looked at, those that were not analysed included. */
export function reportOf(costs: readonly Cost[], files: number): string {
  const lines = [
    `${costs.length} files analysed; times of the processor as multiples of one parse of the file`,
  ];
  lines.push(row("", ["p50", "p90", "p99", "max"]));
  for (const [name, cost] of measures) {
    const ratios = costs.map((one) => cost(one) / one.parse);
    lines.push(row(name, quantiles(ratios)));
  }
  // The rest costs a search for names.
  const all = [
    ...Array.from({ length: files - costs.length }, () => 0),
    ...costs.map((one) => whole(one) / one.parse),
  ];
  lines.push(row(`all ${files} files`, quantiles(all)));
  lines.push("", shares(costs), "", "steps of the iterator, milliseconds");
  lines.push(row("", ["p50", "p90", "p99", "max"]));
  lines.push(row("", quantiles(costs.flatMap(({ steps }) => steps))));
  for (const part of parts) {
    const longest = costs.map(({ longestStep }) => longestStep).filter(({ stage }) => stage === part);
    if (longest.length > 0) {
      const time = Math.max(...longest.map((step) => step.time));
      lines.push(`longest in ${part} for ${longest.length} files, up to ${time.toFixed(1)}`);
    }
  }
  lines.push("", "most expensive against their parse");
  const byRatio = [...costs].sort((a, b) => whole(b) / b.parse - whole(a) / a.parse);
  lines.push(...byRatio.slice(0, worst).map(lineOf));
  return `${lines.join("\n")}\n`;
}

/** How the time of all files is divided. */
function shares(costs: readonly Cost[]): string {
  const all = costs.reduce((sum, cost) => sum + whole(cost), 0);
  const of = (part: Part) => costs.reduce((sum, { stages }) => sum + stages[part], 0);
  return parts.map((part) => `${part} ${((100 * of(part)) / all).toFixed(0)} %`).join(", ");
}

export function lineOf(cost: Cost): string {
  const { path, parse, stages, characters, result } = cost;
  const times = parts.map((part) => `${part} ${stages[part].toFixed(0)}`).join(", ");
  const silences = Object.entries(result.silences).map(([reason, count]) => `${reason} ${count}`);
  return (
    `${(whole(cost) / parse).toFixed(1).padStart(7)} x ${path}: ${(characters / 1000).toFixed(0)} KB, ` +
    `one parse ${parse.toFixed(1)} ms; ${times}; ${result.functionsAnalysed} functions for ` +
    `${result.targets.map(({ id }) => id).join(" ")}; ${silences.join(", ")}`
  );
}

function quantiles(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.9, 0.99, 1].map((share) =>
    (sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1] ?? Number.NaN).toFixed(2),
  );
}

const row = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(20)}${cells.map((cell) => cell.padStart(9)).join("")}`;
