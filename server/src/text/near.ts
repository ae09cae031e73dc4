/** What somebody may have meant who wrote a name that does not exist. */

/** "; did you mean mlock?"; nothing where no candidate is near enough to be meant. */
export function hint(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

/** The candidate that looks most like the name; undefined where none is near enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return nearestFirst(name, candidates)[0];
}

/** Candidates that look like the name, the likeliest first. */
export function nearestFirst(name: string, candidates: Iterable<string>): readonly string[] {
  if (name.length < shortest || name.length > longest) return [];
  const wanted = name.toLowerCase();
  // One fault in three letters is a slip, more is another word.
  const most = Math.max(1, Math.round(name.length / 3));
  const found: { readonly candidate: string; readonly far: number }[] = [];
  let looked = 0;
  for (const candidate of candidates) {
    if (++looked > mostCandidates) break;
    if (Math.abs(candidate.length - name.length) > most) continue;
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= most) found.push({ candidate, far });
  }
  return found
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** Every letter is like every other, and nobody mistypes a name that is so long; looking would only take time. */
const shortest = 2;
const longest = 100;

/** A transcript may name any number of places. */
const mostCandidates = 1000;

/** How many characters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
