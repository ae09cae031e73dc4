/** Which name is under the cursor, what happens at this very call, and what every platform says of it. */
import { skimComments } from "../c/comments";
import { platforms } from "../platforms";
import type { PlatformId } from "../platforms/profile";
import { lineIndex } from "../text/lines";
import { callHover } from "./hover";
import type { CheckRequest, CheckResult, Hover, HoverRequest, Location } from "./types";

/**
 * `check` gives the file's result; it is asked only where there is something to say, and of platforms that code can be
 * checked for.
 */
export function hoverAt(
  request: HoverRequest,
  check: (request: CheckRequest) => CheckResult,
): Hover | undefined {
  const { text, file, position, aliases = {} } = request;
  const index = lineIndex(text);
  const offset = index.offsetAt(position);
  const start = offset - (/\w*$/.exec(text.slice(Math.max(0, offset - 64), offset))?.[0].length ?? 0);
  const written = /^[A-Za-z_]\w*/.exec(text.slice(start, start + 64))?.[0];
  const name = written === undefined ? undefined : (aliases[written] ?? written);
  if (written === undefined || name === undefined) return undefined;
  if (callHover(name) === undefined || isOnlyWord(text, start)) return undefined;
  const location = { file, start: index.positionAt(start), end: index.positionAt(start + written.length) };
  const { checked, documented } = asked(request);
  const result = checked.length > 0 ? check({ ...request, platforms: checked }) : undefined;
  const targets = [...(result?.targets.map(({ id }) => id) ?? []), ...documented];
  const markdown = callHover(name, targets, result ? atThisCall(result, location) : []);
  return markdown === undefined ? undefined : { markdown, location };
}

/** Of those that are only documented, pages can be shown, and no calls followed. */
function asked({ platforms: wanted }: HoverRequest) {
  if (wanted === "auto") return { checked: wanted, documented: [] };
  const isDocumented = (id: PlatformId) => platforms[id].standing === "documented";
  return { checked: wanted.filter((id) => !isDocumented(id)), documented: wanted.filter(isDocumented) };
}

/** Platforms that do the same share a line; nothing where the call was not reached, or is no call. */
function atThisCall({ fates }: CheckResult, { file, start }: Location): readonly string[] {
  const here = fates.filter(({ location }) => location.file === file && samePlace(location.start, start));
  const doers = new Map<string, string[]>();
  for (const { platform, words } of here) {
    doers.set(words, [...(doers.get(words) ?? []), platforms[platform].title]);
  }
  return [...doers].map(([words, titles]) => `${titles.join(", ")}: ${words}`);
}

const samePlace = (a: Location["start"], b: Location["start"]): boolean =>
  a.line === b.line && a.character === b.character;

/** Inside a comment or a string a name is only a word. */
function isOnlyWord(text: string, offset: number): boolean {
  const { comments, literals } = skimComments(text);
  return [...comments, ...literals].some(({ start, end }) => start <= offset && offset < end);
}
