/** Did you mean: the known word that is spelled most like an unknown one. */

/** "; did you mean mlock?", or nothing where no word is near. */
export function hint(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length < shortest || word.length > longest) return undefined;
  const wanted = word.toLowerCase();
  // One fault in three letters is a slip, more is another word.
  let least = Math.max(1, Math.round(word.length / 3)) + 1;
  let found: string | undefined;
  let looked = 0;
  for (const candidate of known) {
    if (++looked > mostCandidates) break;
    const far = distance(wanted, candidate.toLowerCase());
    if (far < least) [least, found] = [far, candidate];
  }
  return found;
}

/** Every letter is like every other, and no word that we know has so many. */
const shortest = 2;
const longest = 48;

/** A transcript may name any number of places. */
const mostCandidates = 1000;

/** How many letters to insert, delete, replace or swap with their neighbour. */
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
