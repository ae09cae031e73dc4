/** Two texts as a unified diff, as `patch` and `git apply` read it. */

/** Lines around a change that are shown unchanged. */
const context = 3;

type Kind = " " | "-" | "+";
interface Line {
  readonly kind: Kind;
  readonly text: string;
}

/** Empty for equal texts. `name` is relative, with forward slashes. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const lines = compared(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return "";
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks].join("");
}

/** With their ends: a last line without one is another line. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** What both have at their beginning and end stays; between them, the fewest lines go and come (Myers 1986). */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let rest = 0;
  const most = Math.min(before.length, after.length) - start;
  while (rest < most && before[before.length - 1 - rest] === after[after.length - 1 - rest]) rest++;
  const same = (text: string): Line => ({ kind: " ", text });
  return [
    ...before.slice(0, start).map(same),
    ...shortestScript(before.slice(start, before.length - rest), after.slice(start, after.length - rest)),
    ...before.slice(before.length - rest).map(same),
  ];
}

function shortestScript(before: readonly string[], after: readonly string[]): Line[] {
  const reached: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let steps = 0; ; steps++) {
    reached.push(furthest);
    furthest = new Map(furthest);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = startOn(furthest, diagonal, steps);
      while (x < before.length && before[x] === after[x - diagonal] && x - diagonal < after.length) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkedBack(reached, before, after);
    }
  }
}

const goesDown = (furthest: ReadonlyMap<number, number>, diagonal: number, steps: number): boolean =>
  diagonal === -steps ||
  (diagonal !== steps && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0));

const startOn = (furthest: ReadonlyMap<number, number>, diagonal: number, steps: number): number =>
  goesDown(furthest, diagonal, steps)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1;

function walkedBack(
  reached: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = reached.length - 1; steps >= 0; steps--) {
    const furthest = reached[steps] ?? new Map<number, number>();
    const diagonal = x - y;
    const from = goesDown(furthest, diagonal, steps) ? diagonal + 1 : diagonal - 1;
    const fromX = furthest.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY) {
      x--;
      y--;
      lines.push({ kind: " ", text: before[x] ?? "" });
    }
    if (steps === 0) break;
    if (x === fromX) lines.push({ kind: "+", text: after[fromY] ?? "" });
    else lines.push({ kind: "-", text: before[fromX] ?? "" });
    x = fromX;
    y = fromY;
  }
  return lines.reverse();
}

function hunksOf(lines: readonly Line[]): string[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - context), i + context + 1).some(({ kind }) => kind !== " "),
  );
  const hunks: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (near[end]) end++;
    const hunk = lines.slice(i, end);
    if (hunk.length > 0) hunks.push(printed(hunk, oldLine, newLine));
    for (const { kind } of lines.slice(i, Math.max(end, i + 1))) {
      if (kind !== "+") oldLine++;
      if (kind !== "-") newLine++;
    }
    i = Math.max(end, i + 1);
  }
  return hunks;
}

function printed(hunk: readonly Line[], oldLine: number, newLine: number): string {
  const count = (other: Kind) => hunk.filter(({ kind }) => kind !== other).length;
  const range = (line: number, lines: number) =>
    `${lines === 0 ? line - 1 : line}${lines === 1 ? "" : `,${lines}`}`;
  const head = `@@ -${range(oldLine, count("+"))} +${range(newLine, count("-"))} @@\n`;
  const text = ({ kind, text: line }: Line) =>
    line.endsWith("\n") ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`;
  return head + hunk.map(text).join("");
}
