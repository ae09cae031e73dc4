/** `mlock-lint dump`: what was looked at in a file, what was left out, and where the analysis lost sight. */
import type { Dump } from "../ide/dump";
import type { Arguments } from "./arguments";
import { askedBy, knownTo, optionsOf } from "./asked";
import { textOfFile, textOfMany } from "./dump-text";
import { noteTo, projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";
import { Session } from "./session";

export async function dump(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.positionals.length === 0) throw new Misuse("dump needs a PATH: a C file or a folder");
  const project = projectOf(args.positionals, optionsOf(args, io.cwd), io.cwd, noteTo(io));
  const engine = await io.openEngine();
  const files: [string, Dump][] = [];
  const ask: typeof engine.dump = (request) => {
    const found = engine.dump(request);
    files.push([request.file, found]);
    return found;
  };
  const session = new Session(ask, project, askedBy(args, knownTo(engine), project), io);
  await session.run();
  const [first, ...others] = files;
  const isOne = project.inputs.length === 1 && project.inputs[0]?.kind === "file";
  if (first && isOne && others.length === 0) io.out(textOfFile(first[0], first[1], io.cwd));
  else io.out(textOfMany(files, io.cwd));
  return session.failed ? exitCodes.misuse : exitCodes.clean;
}
