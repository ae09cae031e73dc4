/** "Check Workspace": every C file of the workspace's folders, with progress, until somebody cancels. */
import type { WorkDoneProgressReporter } from "vscode-languageserver";
import { walkBelow } from "../../host/checked-files";
import { slashes } from "../../host/disk";
import type { Finding, Severity } from "../../ide/types";
import type { Session } from "../session";
import { inSlices } from "../slices";
import { uriOf } from "../uris";

/** In a folder with more, somebody has opened a home or a disk, not a project. */
const mostFiles = 20_000;

export interface WorkspaceSummary {
  /** C files that were looked at. */
  readonly files: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly cancelled: boolean;
}

/** What was found before it was cancelled stays. */
export async function checkWorkspace(
  session: Session,
  progress: WorkDoneProgressReporter,
  isCancelled: () => boolean,
): Promise<WorkspaceSummary> {
  const { closedFiles, configuration, connection, project } = session;
  let files = 0;
  progress.begin("Checking the workspace", 0, "looking for C files", true);
  try {
    const walked = await inSlices(pathsBelow(project.roots), isCancelled);
    const paths = walked === "dropped" ? [] : walked;
    closedFiles.begin();
    const say = sparingly((count) => {
      progress.report((100 * count) / paths.length, `${count} of ${paths.length} files`);
    });
    for (const { root, path } of paths) {
      // One question a folder: the settings of its files do not differ.
      const settings = await configuration.for(uriOf(root));
      if (isCancelled()) break;
      try {
        await closedFiles.check(path, settings, isCancelled);
      } catch (error) {
        connection.console.error(`internal error in ${path}: ${String(error)}`);
      }
      say(++files);
    }
    closedFiles.show();
    const { findings } = closedFiles;
    connection.console.info(`workspace: ${findings.length} findings in ${files} of ${paths.length} files`);
    return { files, findings: countsOf(findings), cancelled: isCancelled() };
  } finally {
    progress.done();
  }
}

interface Found {
  readonly root: string;
  readonly path: string;
}

/** A file that lies in two folders of the workspace is one file. */
function* pathsBelow(roots: readonly string[]): Generator<void, readonly Found[]> {
  const found = new Map<string, Found>();
  for (const root of roots) {
    for (const { kind, path } of walkBelow(root)) {
      if (found.size >= mostFiles) break;
      if (kind === "file") found.set(slashes(path), { root, path: slashes(path) });
      yield;
    }
  }
  return [...found.values()];
}

/** Ten times a second is as much as anybody can read. */
function sparingly(say: (count: number) => void): (count: number) => void {
  let last = 0;
  return (count) => {
    const now = Date.now();
    if (now - last < 100) return;
    last = now;
    say(count);
  };
}

function countsOf(findings: readonly Finding[]): WorkspaceSummary["findings"] {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
