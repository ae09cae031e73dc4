/** "Select Platforms": a list to tick, written to the settings of the folder or the workspace. */
import { ConfigurationTarget, extensions, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { Status } from "../../server/src/lsp/handlers/status";

const setting = "platforms";

/** `active`: what is known of the document that is edited now. */
export async function selectPlatforms(active: Status | undefined): Promise<void> {
  if (active && isPath(active.platformsFrom)) return showConfiguration(active.platformsFrom);
  const scope = window.activeTextEditor?.document.uri;
  const configuration = workspace.getConfiguration("mlockLint", scope);
  const current = configuration.get<"auto" | string[]>(setting, "auto");
  const items: QuickPickItem[] = knownPlatforms().map((label) => ({
    label,
    picked: Array.isArray(current) && current.includes(label),
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: "Platforms that mlock-lint judges for",
    placeHolder: "None: what each file shows (auto)",
  });
  if (!picked) return;
  const value = picked.length > 0 ? picked.map(({ label }) => label) : "auto";
  await configuration.update(setting, value, targetOf(scope !== undefined));
}

const isPath = (platformsFrom: string) => platformsFrom !== "the file" && platformsFrom !== "settings";

/** A project's own word wins over settings: a choice among them would change nothing. */
async function showConfiguration(path: string): Promise<void> {
  const file = Uri.file(path);
  const open = "Open";
  const chosen = await window.showInformationMessage(
    `The platforms of this file are named by ${workspace.asRelativePath(file)}, which wins over the settings.`,
    open,
  );
  if (chosen === open) await window.showTextDocument(file);
}

function targetOf(hasDocument: boolean): ConfigurationTarget {
  const folders = workspace.workspaceFolders?.length ?? 0;
  if (folders === 0) return ConfigurationTarget.Global;
  return folders > 1 && hasDocument ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
}

/** The manifest's list is generated from the platforms themselves; no second list here. */
function knownPlatforms(): readonly string[] {
  const manifest = extensions.getExtension("mlock-lint.mlock-lint-vscode")?.packageJSON;
  const properties = manifest?.contributes?.configuration?.properties;
  const choices = properties?.[`mlockLint.${setting}`]?.anyOf?.[1]?.items?.enum;
  return Array.isArray(choices) ? choices : [];
}
