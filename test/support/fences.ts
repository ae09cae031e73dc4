/** The C examples of a page: fences that open with "c bad", "c good" or "c fixed". */

export interface Fence {
  readonly kind: "bad" | "good" | "fixed";
  readonly text: string;
  /** One-based, for the test's name. */
  readonly line: number;
  /** For a fixed example, the bad one above it. */
  readonly bad: string | undefined;
}

export function fencesOf(page: string): Fence[] {
  const fences: Fence[] = [];
  let bad: string | undefined;
  for (const match of page.matchAll(/^```c (bad|good|fixed)\n([\s\S]*?)^```$/gm)) {
    const kind = match[1] as Fence["kind"];
    const text = match[2] ?? "";
    const line = page.slice(0, match.index).split("\n").length;
    fences.push({ kind, text, line, bad: kind === "fixed" ? bad : undefined });
    if (kind === "bad") bad = text;
  }
  // An example with a misspelt kind would otherwise pass unseen.
  const all = page.match(/^```c\b.*$/gm) ?? [];
  if (all.length !== fences.length)
    throw new Error(`a C example is not bad, good or fixed: ${all.join(", ")}`);
  return fences;
}
