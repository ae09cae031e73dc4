/** `mlock-lint check --show-config PATH`: what holds for a file or folder, and which files say so. */
import { join } from "node:path";
import type { Asked } from "./asked";
import type { Project } from "./input";
import { type ExitCode, exitCodes, type Io } from "./io";
import { reportOf, shortPath } from "./report";
import { textOf } from "./report-text";

export function showConfig(project: Project, askedOf: (file: string) => Asked, io: Io): ExitCode {
  const shown = project.inputs.map(({ given, path, kind }) => {
    // Of a folder, what holds for a file in it that no pattern names.
    const file = kind === "folder" ? join(path, "*") : path;
    const { files, keys } = project.configs.for(file);
    const { platforms } = askedOf(file);
    const { includeDirs, defines } = project.compilationOf(file);
    const settings = {
      ...keys,
      platforms,
      includeDirs: includeDirs.map((dir) => shortPath(dir, io.cwd)),
      defines,
    };
    return { path: given, files: files.map((config) => shortPath(config.file, io.cwd)), settings };
  });
  io.out(`${JSON.stringify({ version: 1, shown }, undefined, 2)}\n`);
  const findings = project.configs.all().flatMap((config) => config.findings);
  const none = { results: [], suppressed: [], files: 0, skipped: [], milliseconds: 0 };
  io.err(textOf(reportOf({ ...none, findings }, io.cwd)));
  return findings.length > 0 ? exitCodes.findings : exitCodes.clean;
}
