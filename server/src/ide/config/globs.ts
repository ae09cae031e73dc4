/** Patterns with `*`: of paths in a project, and of names in C. No pattern can make them slow. */

/**
 * Does a path, relative to the folder that the pattern is meant for, fit? `*` and `?` stand for characters of one name, `**` for
 * any number of folders, `{a,b}` for either. Without a slash the pattern fits in every folder; with one at its end, all below.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const patterns = alternativesOf(pattern).map(pathPieces);
  return (path) => patterns.some((pieces) => fits(pieces, path.split("/")));
}

/** Does a whole name fit? `*` stands for any characters, `?` for one. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const pieces = [...pattern].map(characterPiece);
  return (name) => fits(pieces, [...name]);
}

/** What one item must be, or any number of items. */
type Piece = ((item: string) => boolean) | "any number";

function pathPieces(pattern: string): Piece[] {
  const whole = pattern.endsWith("/") ? `${pattern}**` : pattern;
  const names = whole.replace(/^\.?\//, "").split("/");
  const isAnywhere = names.length === 1 && !/^\.?\//.test(pattern);
  return [...(isAnywhere ? ["**"] : []), ...names].map((name) =>
    name === "**" ? "any number" : nameMatcher(name),
  );
}

const characterPiece = (unit: string): Piece =>
  unit === "*" ? "any number" : unit === "?" ? () => true : (item) => item === unit;

/** At each item, the places in the pattern that may be reached: as many steps as both have items, multiplied. */
function fits(pieces: readonly Piece[], items: readonly string[]): boolean {
  let places = withSkipped(pieces, [0]);
  for (const item of items) {
    const next = [...places].flatMap((at) => {
      const piece = pieces[at];
      if (piece === "any number") return [at];
      return piece?.(item) ? [at + 1] : [];
    });
    places = withSkipped(pieces, next);
  }
  return places.has(pieces.length);
}

/** Any number may be none. */
function withSkipped(pieces: readonly Piece[], places: readonly number[]): ReadonlySet<number> {
  const all = new Set(places);
  for (const at of all) if (pieces[at] === "any number") all.add(at + 1);
  return all;
}

/** `{a,b}`, not inside each other; a hundred at most. */
function alternativesOf(pattern: string): readonly string[] {
  const match = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (!match || pattern.length > longestPattern) return [pattern];
  const [, before = "", list = "", after = ""] = match;
  const rests = alternativesOf(after);
  return list
    .split(",")
    .flatMap((one) => rests.map((rest) => before + one + rest))
    .slice(0, 100);
}

const longestPattern = 1000;
