/** `mlock-lint hover FILE:LINE:COL`: the editor's hover, in the terminal. */
import { type Arguments, definesOf, platformsOf } from "./arguments";
import { projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";
import { sourceOf } from "./sources";

export async function hover(args: Arguments, io: Io): Promise<ExitCode> {
  const [place, extra] = args.positionals;
  const [, name, line, column] = place?.match(/^(.+):(\d+):(\d+)$/s) ?? [];
  if (name === undefined || extra !== undefined || Number(line) < 1 || Number(column) < 1) {
    throw new Misuse("hover takes one place: FILE:LINE:COL, both counted from 1");
  }
  const engine = await io.openEngine();
  const platforms = platformsOf(args, engine);
  const project = projectOf([name], args.values("include"), io.cwd);
  const source = sourceOf(project.inputs[0]?.path ?? name);
  if (source.kind !== "text") throw new Misuse(`${name}: ${source.reason}`);
  const found = engine.hover({
    file: source.file,
    text: source.text,
    read: project.read,
    includeDirs: project.includeDirs(source.file),
    platforms,
    defines: definesOf(args),
    position: { line: Number(line) - 1, character: Number(column) - 1 },
  });
  if (found) io.out(`${found.markdown.trimEnd()}\n`);
  else io.err(`${place}: nothing to say here\n`);
  return exitCodes.clean;
}
