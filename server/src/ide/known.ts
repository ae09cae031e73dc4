/** What a project says of its program, as the interpreter takes it. */
import type { Known } from "../interp/context";
import { nameMatcher } from "./config/globs";
import type { CheckRequest } from "./types";

export function knownOf({ interruptHandlers = [], lockLimit }: CheckRequest): Known {
  const handlers = interruptHandlers.map(nameMatcher);
  return {
    begin: lockLimit === undefined ? {} : { limit: lockLimit, hardLimit: lockLimit },
    isHandler: (name) => handlers.some((fits) => fits(name)),
  };
}
