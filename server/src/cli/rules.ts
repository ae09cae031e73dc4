/** `mlock-lint rules`: what there is to be found. */
import type { Arguments } from "./arguments";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function rules(args: Arguments, io: Io): Promise<ExitCode> {
  const [extra] = args.positionals;
  if (extra !== undefined) throw new Misuse(`rules takes no argument: ${extra}`);
  const engine = await io.openEngine();
  if (args.flags.has("json")) {
    io.out(`${JSON.stringify({ version: 1, rules: engine.rules }, undefined, 2)}\n`);
    return exitCodes.clean;
  }
  const width = Math.max(0, ...engine.rules.map(({ id }) => id.length));
  for (const { id, start, summary, fixable } of engine.rules) {
    io.out(`${id.padEnd(width)}  ${start.padEnd(7)}  ${summary}${fixable ? " (has a fix)" : ""}\n`);
  }
  return exitCodes.clean;
}
