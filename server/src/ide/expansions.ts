/** A request as translation units: a header in the file that includes it, and each in the configurations worth a look. */

import { type Variants, variants } from "../c/preprocess";
import { usesOf } from "../c/preprocess/conditionals";
import { macroHeaders } from "../headers";
import { compilerAnswers, compilerMacros } from "../headers/compiler";
import { platforms } from "../platforms";
import type { Platform } from "../platforms/profile";
import type { Slices } from "../text/slices";
import type { CheckRequest, Compilation } from "./types";

/** What is judged. */
export interface Subject {
  readonly request: CheckRequest;
  readonly onLinux: Variants;
  /** As another platform's compiler sees it. */
  on(platform: Platform): Slices<Variants>;
  /** The text that may name platforms: the unit's and, if it is another, the header's. */
  readonly text: string;
}

/**
 * A header in the first unit that reads it; what is no header, or is included by nobody, by itself. `interesting`: what
 * shall be live.
 */
export function* subjectOf(request: CheckRequest, interesting: RegExp): Slices<Subject> {
  // Who only mentions a call, in a comment, has nothing that an includer could make live.
  const units = usesOf(request.text, interesting).length > 0 ? (request.units ?? []) : [];
  for (const { file, ...compilation } of units) {
    const found = request.read(file);
    if (typeof found === "string") continue;
    const read: CheckRequest["read"] = (path) =>
      path === request.file ? { text: request.text } : request.read(path);
    const unit = { ...compilation, file, text: found.text, read, platforms: request.platforms };
    const subject = yield* asIs(unit, interesting);
    if (subject.onLinux.first.files.has(request.file)) {
      return { ...subject, text: `${found.text}\n${request.text}` };
    }
  }
  return yield* asIs(request, interesting);
}

function* asIs(request: CheckRequest, interesting: RegExp): Slices<Subject> {
  const on = (platform: Platform) => expansions(request, platform, interesting);
  return { request, onLinux: yield* on(platforms.linux), on, text: request.text };
}

const expansions = (request: CheckRequest, platform: Platform, interesting: RegExp): Slices<Variants> =>
  variants({ ...asCompiled(request, platform), interesting });

/** What the preprocessor is told of the file, as that platform's compiler would be. */
export function asCompiled(
  request: Pick<CheckRequest, "file" | "text" | "read"> & Compilation,
  platform: Platform,
) {
  const { undefines = [], defines, forcedIncludes = [], likenesses = {} } = request;
  const predefines = { ...compilerMacros(platform), ...platform.predefines };
  const predefined = Object.entries(predefines).filter(([name]) => !undefines.includes(name));
  return {
    file: request.file,
    text: request.text,
    read: request.read,
    includeDirs: request.includeDirs,
    headerNamed: request.headerNamed,
    builtIn: macroHeaders,
    predefines: { ...Object.fromEntries(predefined), ...defines },
    undefines,
    functions: Object.keys(likenesses),
    forcedIncludes,
    constants: { ...compilerAnswers(platform), ...platform.constants },
  };
}
