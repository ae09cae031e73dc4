/** What VS Code calls inside the extension host: plays the session's scenes and fails if one does. */
import { appendFileSync } from "node:fs";
import { format } from "node:util";
import Mocha from "mocha";
import { version } from "vscode";
import { folderScenes } from "./folder";
import type { Scene } from "./scene";

const scenesOf: Readonly<Record<string, readonly Scene[]>> = { folder: folderScenes };

/** Not to the console: VS Code has much to say there itself. */
function report(...words: unknown[]): void {
  appendFileSync(process.env.MLOCK_LINT_REPORT ?? "", `${format(...words)}\n`);
}

export async function run(): Promise<void> {
  const { MLOCK_LINT_SESSION: session = "", MLOCK_LINT_SCENES: words = "" } = process.env;
  Mocha.reporters.Base.consoleLog = report;
  const mocha = new Mocha({ timeout: 60_000, color: false });
  for (const { title, play } of scenesOf[session] ?? []) {
    if (title.includes(words)) mocha.suite.addTest(new Mocha.Test(title, play));
  }
  mocha.suite.title = `VS Code ${version}`;
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} scenes failed`);
}
