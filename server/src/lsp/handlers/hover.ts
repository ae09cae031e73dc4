/** What the manual pages say of the name under the pointer. */
import type { Hover, HoverParams } from "vscode-languageserver";
import { plainText, rangeOf } from "../convert";
import { guarded, resultWhileNewest, type Session } from "../session";

export function hover(session: Session, { textDocument, position }: HoverParams): Promise<Hover | null> {
  const { client, configuration, documents, engine, project } = session;
  return guarded(session, "hover", null, async () => {
    const snapshot = documents.get(textDocument.uri);
    if (!snapshot?.isOurs) return null;
    const settings = await configuration.for(snapshot.uri);
    if (!settings.enable) return null;
    // In slices, so that nobody waits for a project that is looked at for the first time.
    if (!(await resultWhileNewest(session, snapshot))) return null;
    const found = engine.hover({ ...project.request(snapshot, settings, new Set()), position });
    if (!found) return null;
    const { markdown, location } = found;
    const value = client.hoverFormat === "markdown" ? markdown : plainText(markdown);
    const contents = { kind: client.hoverFormat, value };
    return location.file === snapshot.path ? { contents, range: rangeOf(location) } : { contents };
  });
}
