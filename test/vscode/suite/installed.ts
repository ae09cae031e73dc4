/** What is published, as a user has it: the package runs, with all that it needs, and nothing of the source does. */
import assert from "node:assert/strict";
import { commands, env } from "vscode";
import { ownExtension } from "./activation";
import { open, type Scene } from "./scene";

export const installedScenes: readonly Scene[] = [
  { title: "what ran is what was installed, with its native parser", play: ranInstalled },
];

async function ranInstalled(): Promise<void> {
  const { extensionPath, packageJSON } = ownExtension();
  assert.match(extensionPath, /[/\\]extensions[/\\]mlock-lint\.mlock-lint-vscode-[^/\\]+$/);
  assert.equal(packageJSON.devDependencies, undefined);
  await open("misaligned.c");
  await commands.executeCommand("mlockLint.copyDebugInfo");
  assert.match(await env.clipboard.readText(), /, native parser\n/);
}
