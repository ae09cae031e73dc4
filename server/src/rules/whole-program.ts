/** What a whole program does not do: known only where all of it was followed. */
import type { SilenceReason } from "../interp/record/losses";
import type { Scene } from "./rule";

/** What is not followed for these reasons is the program's own code: it is known what it mentions. */
const harmless: readonly SilenceReason[] = ["too many paths", "called too often", "recursion"];

/** Was everything that main() leads to followed, or at least looked at? Then what nothing mentions is not done. */
export const isWholeProgram = ({ events, unit }: Scene): boolean =>
  unit.functions.has("main") &&
  !unit.guests.has("main") &&
  !events.losses.some(({ reason }) => !harmless.includes(reason));

/** Does any function of the program mention one of these? */
export const mentions = ({ unit }: Scene, names: readonly string[]): boolean =>
  unit.outline.some((one) => names.some((name) => one.mentions.has(name)));
