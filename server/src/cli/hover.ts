/** `mlock-lint hover FILE:LINE:COL`: the editor's hover, in the terminal. */

import { sourceOf } from "../host/sources";
import { allIds } from "../ide/pages/page";
import { wrapped } from "../ide/pages/wrap";
import type { Position } from "../ide/types";
import { counted } from "../text/counted";
import { lineIndex } from "../text/lines";
import type { Arguments } from "./arguments";
import { askedBy, optionsOf } from "./asked";
import { noteTo, projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";

export async function hover(args: Arguments, io: Io): Promise<ExitCode> {
  const [place, extra] = args.positionals;
  const [, name, line, column] = place?.match(/^(.+):(\d+):(\d+)$/s) ?? [];
  if (name === undefined || extra !== undefined || Number(line) < 1 || Number(column) < 1) {
    throw new Misuse("hover takes one place: FILE:LINE:COL, both counted from 1");
  }
  const engine = await io.openEngine();
  const project = projectOf([name], optionsOf(args, io.cwd), io.cwd, noteTo(io));
  const askedOf = askedBy(args, allIds, project);
  const source = sourceOf(project.inputs[0]?.path ?? name);
  if (source.kind !== "text") throw new Misuse(`${name}: ${source.reason}`);
  const position = { line: Number(line) - 1, character: Number(column) - 1 };
  const outside = whyOutside(source.text, position);
  if (outside !== undefined) throw new Misuse(`${place}: ${outside}`);
  const found = engine.hover({
    file: source.file,
    text: source.text,
    read: project.read,
    ...project.compilationOf(source.file),
    ...askedOf(source.file),
    units: project.unitsOf(source.file),
    position,
  });
  if (found) io.out(`${wrapped(found.markdown.trimEnd())}\n`);
  else io.err(`${place}: nothing to say here\n`);
  return exitCodes.clean;
}

/** A place that the file does not have is more likely a slip than a question. */
function whyOutside(text: string, { line, character }: Position): string | undefined {
  const { lineCount, lineSpan } = lineIndex(text);
  // The line after the last break is a place for a cursor, and none to count.
  const count = /[\r\n]$/.test(text) ? lineCount - 1 : lineCount;
  if (line >= count) return `the file has ${counted(count, "line")}`;
  const { start, end } = lineSpan(line);
  return character > end - start ? `line ${line + 1} has ${counted(end - start, "column")}` : undefined;
}
