/** A file as its compiler sees it: one configuration, and what in it happens outside of what can be followed. */
import { preprocess } from "../c/preprocess";
import type { Expanded } from "../c/source";
import type { Platform } from "../platforms/profile";
import { asCompiled } from "./expansions";
import type { TraceRequest } from "./types";

/** A name that nobody defines is not defined. */
export const compiled = (request: TraceRequest, platform: Platform): Expanded =>
  preprocess({ ...asCompiled(request, platform), otherNames: "are undefined", interesting: /$^/ });

/** What runs before main or after it, or is no C: a word of the text, where there is one. */
export function blindSpot({ text, files }: Expanded): string | undefined {
  const [word] =
    /\b(?:__)?(?:constructor|destructor|ifunc|alias|weak|asm)(?:__)?\b(?=\s*(?:\(|\)|volatile))/.exec(text) ??
    [];
  if (word !== undefined) return word;
  // With it assert() is not even evaluated.
  return [...files.values()].some((source) => /^[ \t]*#[ \t]*define[ \t]+NDEBUG\b/m.test(source))
    ? "NDEBUG"
    : undefined;
}
