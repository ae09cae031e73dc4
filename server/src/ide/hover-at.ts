/** Which name is under the cursor, and what the platforms say of it. */
import { preprocess } from "../c/preprocess";
import { platforms } from "../platforms";
import { lineIndex } from "../text/lines";
import { callHover } from "./hover";
import { asked, targetsOf } from "./targets";
import { trackedUse } from "./tracked";
import type { Hover, HoverRequest } from "./types";

export function hoverAt(request: HoverRequest): Hover | undefined {
  const { text, file, position } = request;
  const index = lineIndex(text);
  const offset = index.offsetAt(position);
  const start = offset - (/\w*$/.exec(text.slice(Math.max(0, offset - 64), offset))?.[0].length ?? 0);
  const name = /^[A-Za-z_]\w*/.exec(text.slice(start, start + 64))?.[0];
  if (name === undefined || isInComment(text, start)) return undefined;
  const markdown = callHover(name, targetIds(request));
  const location = { file, start: index.positionAt(start), end: index.positionAt(start + name.length) };
  return markdown === undefined ? undefined : { markdown, location };
}

/** The platforms this file is meant for come first. */
function targetIds(request: HoverRequest) {
  if (request.platforms !== "auto") return asked(request.platforms).chosen.map(({ id }) => id);
  const onLinux = preprocess({
    file: request.file,
    text: request.text,
    read: request.read,
    includeDirs: request.includeDirs,
    predefines: { ...platforms.linux.predefines, ...request.defines },
    constants: platforms.linux.constants,
    interesting: trackedUse,
  });
  return targetsOf(request.text, onLinux).chosen.map(({ id }) => id);
}

/** Inside a comment or a string a name is only a word. */
function isInComment(text: string, offset: number): boolean {
  const token =
    /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:[^\n\\]|\\[\s\S])*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g;
  for (const match of text.matchAll(token)) {
    if (match.index > offset) return false;
    if (offset < match.index + match[0].length) return true;
  }
  return false;
}
