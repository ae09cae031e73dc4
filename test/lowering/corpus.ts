/** Real C files, expanded as the engine would expand them for the platform that they show. */
import { preprocess } from "../../server/src/c/preprocess";
import type { Expanded } from "../../server/src/c/source";
import { projectOf } from "../../server/src/cli/input";
import { cFilesBelow } from "../../server/src/host/checked-files";
import { sourceOf } from "../../server/src/host/sources";
import { targetsOf } from "../../server/src/ide/targets";
import { trackedUse } from "../../server/src/ide/tracked";
import type { CheckRequest } from "../../server/src/ide/types";
import { platforms } from "../../server/src/platforms";
import type { Platform } from "../../server/src/platforms/profile";

export interface CFile {
  readonly path: string;
  readonly text: string;
  /** With another text of the file, where one is given. */
  expand(text?: string): { readonly expanded: Expanded; readonly platform: Platform };
  request(text: string): CheckRequest;
}

/** Every readable .c file below the folders. Each folder is a project of its own. */
export function* cFiles(folders: readonly string[]): Generator<CFile> {
  for (const folder of folders) {
    const project = projectOf(
      [folder],
      { includeDirs: [], defines: {}, config: { kind: "none" } },
      process.cwd(),
      () => {},
    );
    const root = project.inputs[0]?.path ?? folder;
    for (const path of cFilesBelow(root).files) {
      const source = path.endsWith(".c") ? sourceOf(path) : undefined;
      if (source?.kind !== "text") continue;
      const { file, text } = source;
      const compilation = project.compilationOf(file);
      const { includeDirs, defines, undefines, forcedIncludes } = compilation;
      const expandFor = (platform: Platform, present: string) =>
        preprocess({
          file,
          text: present,
          read: project.read,
          includeDirs,
          predefines: { ...platform.predefines, ...defines },
          ...(undefines && { undefines }),
          ...(forcedIncludes && { forcedIncludes }),
          constants: platform.constants,
          interesting: trackedUse,
        });
      yield {
        path,
        text,
        expand: (present = text) => expandForItsPlatform(present, (one) => expandFor(one, present)),
        request: (present) => ({
          file,
          text: present,
          platforms: "auto",
          read: project.read,
          program: project.programOf(file),
          ...compilation,
        }),
      };
    }
  }
}

/** For Linux, or for QNX 7 where only QNX is shown. */
function expandForItsPlatform(text: string, expandFor: (platform: Platform) => Expanded) {
  const { linux, qnx7 } = platforms;
  const onLinux = expandFor(linux);
  const chosen = targetsOf(text, onLinux).chosen.map(({ id }) => id);
  if (chosen.includes("linux") || !chosen.includes("qnx7")) return { expanded: onLinux, platform: linux };
  return { expanded: expandFor(qnx7), platform: qnx7 };
}
