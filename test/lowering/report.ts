/** Adds up what became of the functions, and says it. */
import type { Costs, Judged } from "./measure";

interface Counted {
  inSlice: boolean;
  cause: string | undefined;
}

export class Tally {
  private readonly functions = new Map<string, Counted>();
  private readonly causes = new Map<string, { keys: Set<string>; example: string }>();
  readonly costs: Costs = { preprocess: 0, parse: 0, lower: 0 };
  files = 0;
  characters = 0;

  /** A definition in a header counts once, with the first file that includes it. */
  add(judged: readonly Judged[]): void {
    for (const { key, inSlice, cause, place } of judged) {
      const before = this.functions.get(key);
      if (before) before.inSlice ||= inSlice;
      else this.functions.set(key, { inSlice, cause: undefined });
      const counted = this.functions.get(key);
      if (!counted || cause === undefined || counted.cause !== undefined) continue;
      counted.cause = cause;
      const known = this.causes.get(cause) ?? { keys: new Set(), example: place() };
      known.keys.add(key);
      this.causes.set(cause, known);
    }
  }

  /** The causes, most frequent first, then the costs, then the line that counts. */
  text(list: number): string {
    const causes = [...this.causes].sort(([, a], [, b]) => b.keys.size - a.keys.size);
    const lines = causes.slice(0, list).flatMap(([cause, { keys, example }]) => {
      const inSlice = [...keys].filter((key) => this.functions.get(key)?.inSlice).length;
      const slice = inSlice > 0 ? `, ${inSlice} in the slice` : "";
      return [`${keys.size} x ${cause}${slice}`, `    ${example}`];
    });
    if (causes.length > list) lines.push(`and ${causes.length - list} causes more`);
    return `${[...lines, "", this.costLine(), this.lastLine()].join("\n")}\n`;
  }

  private costLine(): string {
    const megabytes = this.characters / 1e6;
    const each = Object.entries(this.costs).map(
      ([phase, ms]) => `${phase} ${(ms / Math.max(megabytes, 1e-6)).toFixed(0)} ms/MB`,
    );
    return `${this.files} files, ${megabytes.toFixed(1)} MB expanded: ${each.join(", ")} of processor time`;
  }

  private lastLine(): string {
    const all = [...this.functions.values()];
    return `${share(all)}; slice: ${share(all.filter(({ inSlice }) => inSlice))}`;
  }

  /** Are both shares what we promise? */
  reaches(target: number): boolean {
    const all = [...this.functions.values()];
    return [all, all.filter(({ inSlice }) => inSlice)].every((some) => lowered(some) >= target * some.length);
  }
}

const lowered = (some: readonly Counted[]) => some.filter(({ cause }) => cause === undefined).length;

const share = (some: readonly Counted[]) =>
  `${some.length} functions, ${((100 * lowered(some)) / Math.max(some.length, 1)).toFixed(2)} % lowered`;
