/** What holds for a document, and who says so: JSON, with remarks for people. */
import { relative } from "node:path";
import { slashes } from "../../host/disk";
import type { Session } from "../session";
import { pathOf, uriOf } from "../uris";

/** Without a document: what holds for a file of the first folder that no pattern names. */
export async function effectiveConfiguration(session: Session, uri?: string): Promise<string> {
  const { configuration, project } = session;
  const root = project.roots[0] ?? "/";
  const path = uri !== undefined ? pathOf(uri) : `${root}/*`;
  const settings = await configuration.for(uri ?? uriOf(root));
  const { configurations, platformsFrom } = project.originOf(path, settings);
  const short = shortener(project.roots);
  const { platforms = "auto", includeDirs = [], ...keys } = project.effective(path, settings);
  const holds = { enable: settings.enable, platforms, ...keys, includeDirs: includeDirs.map(short) };
  const origins =
    configurations.length > 0
      ? configurations.map((file) => `//   ${short(file)}`)
      : ["//   no mlock-lint.json; the editor's settings, or what is usual"];
  return [
    `// What holds for ${uri === undefined ? "files of this workspace" : short(path)}, the nearest first:`,
    ...origins,
    `// Its platforms are named by ${wordsFor(platformsFrom, short)}.`,
    JSON.stringify(holds, undefined, 2),
    "",
  ].join("\n");
}

const wordsFor = (from: string, short: (path: string) => string): string => {
  if (from === "the file") return "what each file shows";
  return from === "settings" ? "the editor's settings" : short(from);
};

/** A path as people know it: from the folder of the workspace that it lies in. */
function shortener(roots: readonly string[]): (path: string) => string {
  return (path) => {
    const root = roots.find((folder) => path === folder || path.startsWith(`${folder}/`));
    return root === undefined ? path : slashes(relative(root, path)) || ".";
  };
}
