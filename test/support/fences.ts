/** The C examples of a page: fences that open with "c bad", "c good" or "c fixed". */

export interface Fence {
  readonly kind: "bad" | "good" | "fixed";
  readonly text: string;
  /** One-based, for the test's name. */
  readonly line: number;
  /** For a fixed example, the bad ones above it: it repairs one of them. */
  readonly bads: readonly string[];
}

export function fencesOf(page: string): Fence[] {
  const fences: Fence[] = [];
  for (const match of page.matchAll(/^```c (bad|good|fixed)\n([\s\S]*?)^```$/gm)) {
    const kind = match[1] as Fence["kind"];
    const text = match[2] ?? "";
    const line = page.slice(0, match.index).split("\n").length;
    const bads = kind === "fixed" ? fences.filter((fence) => fence.kind === "bad") : [];
    fences.push({ kind, text, line, bads: bads.map((fence) => fence.text) });
  }
  // An example with a misspelt kind would otherwise pass unseen.
  const all = page.match(/^```c\b.*$/gm) ?? [];
  if (all.length !== fences.length)
    throw new Error(`a C example is not bad, good or fixed: ${all.join(", ")}`);
  return fences;
}
