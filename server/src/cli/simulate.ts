/** `mlock-lint simulate FILE.sim`: what would happen if. */
import { resolve } from "node:path";
import { sourceOf } from "../host/sources";
import { platformProblem, simulate as simulation } from "../ide/simulate";
import type { Arguments } from "./arguments";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function simulate(args: Arguments, io: Io): Promise<ExitCode> {
  const [given, extra] = args.positionals;
  if (given === undefined || extra !== undefined)
    throw new Misuse("simulate takes one FILE.sim, or - for input");
  const names = args.values("platform").flatMap((value) => value.split(",").map((name) => name.trim()));
  for (const name of names) {
    const problem = platformProblem(name);
    if (problem !== undefined) throw new Misuse(problem);
  }
  const { text, unreadable, emptiness, deviations } = simulation(textOf(given, io), [...new Set(names)]);
  if (unreadable.length > 0) throw new Misuse(unreadable.map((line) => `${given}:${line}`).join("\n"));
  if (emptiness !== undefined) throw new Misuse(`${given} asks nothing: ${emptiness}`);
  io.out(text);
  return deviations > 0 ? exitCodes.findings : exitCodes.clean;
}

function textOf(given: string, io: Io): string {
  if (given === "-") return io.input();
  const source = sourceOf(resolve(io.cwd, given));
  if (source.kind !== "text") throw new Misuse(`${given}: ${source.reason}`);
  return source.text;
}
