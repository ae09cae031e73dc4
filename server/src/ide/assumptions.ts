/** What a project says of its program, as the interpreter takes it. */
import type { Assumptions } from "../interp/context";
import { nameMatcher } from "./config/globs";
import type { CheckRequest } from "./types";

export function assumptionsOf({ interruptHandlers = [], lockLimit }: CheckRequest): Assumptions {
  const handlers = interruptHandlers.map(nameMatcher);
  return {
    begin: lockLimit === undefined ? {} : { limit: lockLimit, hardLimit: lockLimit },
    isHandler: (name) => handlers.some((fits) => fits(name)),
  };
}
