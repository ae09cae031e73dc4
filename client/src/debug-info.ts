/** "Copy Debug Info": versions, settings and configuration for a report, to the clipboard; nothing is sent. */
import { env, extensions, UIKind, version, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { activeUris } from "./configuration";
import { askServer } from "./server";

export async function copyDebugInfo(client: Promise<BaseLanguageClient>): Promise<void> {
  const told = await askServer<string>(client, "debugInfo", activeUris());
  const own = extensions.getExtension("mlock-lint.mlock-lint-vscode")?.packageJSON.version;
  const where = `${env.uiKind === UIKind.Desktop ? "desktop" : "web"}${env.remoteName ? `, remote: ${env.remoteName}` : ""}`;
  const lines = [
    `extension ${own}, ${env.appName} ${version} (${where})`,
    told ?? "the server does not answer",
  ];
  await env.clipboard.writeText(`${lines.join("\n").trimEnd()}\n`);
  void window.setStatusBarMessage("mlock-lint: debug info copied", 3000);
}
