/** The names that a project's configuration may use. */
import { callbacks } from "../../interp/calls/callbacks";
import { kernelCallNames } from "../../interp/kernel/kernel";
import { rows } from "../../interp/models";
import { rules } from "../../rules";

export const ruleIds: readonly string[] = rules.map(({ id }) => id);

/** Functions of which it is known what they do, so that others can be said to be like them. */
export const knownFunctions: readonly string[] = [
  ...new Set([...kernelCallNames, ...rows.map(({ name }) => name), ...Object.keys(callbacks)]),
].sort();
