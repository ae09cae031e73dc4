/** What VS Code calls inside the extension host: plays the session's scenes and fails if one does. */
import { appendFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";
import { commands, version, window } from "vscode";
import { actionScenes } from "./actions";
import { activationScenes } from "./activation";
import { besideScenes } from "./beside";
import { commandScenes } from "./commands";
import { configScenes } from "./config";
import { faultScenes } from "./faults";
import { folderlessScenes, foldersScenes, untrustedScenes } from "./folders";
import { hoverScenes } from "./hover";
import { installedScenes } from "./installed";
import { figures } from "./measure";
import { closeAll, pause, type Scene } from "./scene";
import { hasScreen, picture } from "./screen";
import { serverScenes } from "./server";
import { typingScenes } from "./typing";
import { workspaceScenes } from "./workspace";

const folderScenes = [
  ...activationScenes,
  ...faultScenes,
  ...actionScenes,
  ...hoverScenes,
  ...configScenes,
  ...workspaceScenes,
  // Last: what a task has found stays.
  ...commandScenes,
];

const scenesOf: Readonly<Record<string, readonly Scene[]>> = {
  folder: folderScenes,
  installed: [...folderScenes, ...installedScenes],
  server: [...typingScenes, ...serverScenes],
  folders: foldersScenes,
  nothing: folderlessScenes,
  untrusted: untrustedScenes,
  beside: besideScenes,
};

export async function run(): Promise<void> {
  const { MLOCK_LINT_SESSION: session = "", MLOCK_LINT_SCENES: words = "" } = process.env;
  Mocha.reporters.Base.consoleLog = report;
  // From here on the host has started.
  report(`  VS Code ${version}, Node ${process.versions.node}`);
  const mocha = new Mocha({ timeout: 300_000, slow: 10_000, color: false });
  const scenes = (scenesOf[session] ?? []).filter(({ title }) => new RegExp(words).test(title));
  const hasTerminal = scenes.some(({ needsTerminal }) => needsTerminal) && (await canRunTerminal());
  for (const { title, needsScreen, needsTerminal, takesLong, play } of scenes) {
    // Without a function it is listed as pending.
    const isPossible = (hasScreen || !needsScreen) && (hasTerminal || !needsTerminal);
    const test = new Mocha.Test(title, isPossible ? () => inOrder(title, play) : undefined);
    mocha.suite.addTest(test);
    // Not before: a suite gives what is added to it its own.
    if (takesLong) test.timeout(0);
  }
  // More room for what is looked at.
  await commands.executeCommand("workbench.action.closeAuxiliaryBar");
  const failures = await new Promise<number>((resolve) => {
    // Not only at the end, which a session that hangs does not reach.
    mocha.run(resolve).on("fail", (_scene, error) => report(`     ${error.message}`));
  });
  for (const figure of figures) report(`  ${figure}`);
  if (failures > 0) throw new Error(`${failures} scenes failed`);
}

/** VS Code gives up a terminal that does not start after five seconds. */
async function canRunTerminal(): Promise<boolean> {
  const terminal = window.createTerminal();
  const id = await Promise.race([terminal.processId, pause(30_000)]);
  terminal.dispose();
  if (id === undefined) report("  This VS Code has no terminal: nothing that needs one is played.");
  return id !== undefined;
}

/** What a scene that fails shows is photographed; the next one finds nothing of it. */
async function inOrder(title: string, play: () => Promise<void>): Promise<void> {
  try {
    await play();
  } catch (error) {
    await picture(`FAILED ${title}`);
    throw error;
  } finally {
    await closeAll();
  }
}

/** Not to the console: VS Code has much to say there itself. */
function report(...words: unknown[]): void {
  appendFileSync(process.env.MLOCK_LINT_REPORT ?? "", `${format(...words)}\n`);
}
