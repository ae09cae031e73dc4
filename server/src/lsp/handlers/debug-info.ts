/** What somebody who reports a fault of ours should add: versions and settings, nothing of the code, no private folders. */
import { homedir } from "node:os";
import { slashes } from "../../host/disk";
import { name, version } from "../../host/product";
import { counted } from "../../text/counted";
import type { Session } from "../session";
import { effectiveConfiguration } from "./effective-configuration";

export async function debugInfo(session: Session, uri?: string): Promise<string> {
  const { client, closedFiles, documents, engine, machine, project } = session;
  const open = documents.all();
  const lines = [
    `${name} ${version}, ${engine.parser} parser`,
    ...machine(),
    `diagnostics: ${client.diagnostics}; ${counted(project.roots.length, "folder")}, ${counted(open.length, "open document")}, ${counted(open.filter(({ isOurs }) => isOurs).length, "of them C", "of them C")}, ${counted(closedFiles.findings.length, "finding")} in the workspace's last check`,
    "",
    "```jsonc",
    (await effectiveConfiguration(session, uri)).trimEnd(),
    "```",
    "",
  ];
  return withoutFolders(lines.join("\n"), project.roots);
}

/** Neither where the project lies nor whose it is. */
function withoutFolders(text: string, roots: readonly string[]): string {
  const hidden: [string, string][] = [
    ...roots.map((root): [string, string] => [root, "<folder>"]),
    [slashes(homedir()), "~"],
  ];
  return hidden
    .filter(([path]) => path.length > 1)
    .reduce((words, [path, sign]) => words.replaceAll(path, sign), text);
}
