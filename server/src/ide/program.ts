/** A whole program, as its compiler sees it, followed from main to its end. */
import { preprocess } from "../c/preprocess";
import type { Expanded } from "../c/source";
import { compilerAnswers, compilerMacros } from "../headers/compiler";
import type { Platform } from "../platforms/profile";
import type { CheckRequest } from "./types";

export type Sources = Omit<CheckRequest, "platforms" | "units">;

/** Exactly one configuration: a name that nobody defines is not defined. */
export function compiled(request: Sources, platform: Platform): Expanded {
  const { undefines = [], defines, forcedIncludes = [] } = request;
  const predefines = { ...compilerMacros(platform), ...platform.predefines };
  const predefined = Object.entries(predefines).filter(([name]) => !undefines.includes(name));
  return preprocess({
    file: request.file,
    text: request.text,
    read: request.read,
    includeDirs: request.includeDirs,
    predefines: { ...Object.fromEntries(predefined), ...defines },
    undefines,
    forcedIncludes,
    constants: { ...compilerAnswers(platform), ...platform.constants },
    otherNames: "are undefined",
    interesting: /$^/,
  });
}
