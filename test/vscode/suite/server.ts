/** A server that dies comes back; one that dies again and again stays away until somebody asks for it. */
import assert from "node:assert/strict";
import { commands, type Uri } from "vscode";
import { figure, megabytes, serverProcess } from "./measure";
import { findings, open, pause, rulesAre, type Scene, typeOver, until } from "./scene";
import { picture } from "./screen";

export const serverScenes: readonly Scene[] = [
  { title: "an editing run leaves the server's memory as it was", takesLong: true, play: editingRun },
  {
    title: "killed four times, the server comes back with findings; the fifth time, with Restart Server",
    play: killed,
  },
];

async function killed(): Promise<void> {
  const editor = await open("misaligned.c");
  const { uri } = editor.document;
  await rulesAre(uri, "misaligned-address");
  for (let death = 1; death <= 4; death++) {
    await kill();
    await until(serverProcess, `a server after death ${death}`);
    await isAlive(uri);
  }
  await kill();
  await pause(3000);
  assert.equal(serverProcess(), undefined, "it stays away");
  await picture("server gone");
  await commands.executeCommand("mlockLint.restart");
  await until(serverProcess, "a server after the restart");
  await isAlive(uri);
  await picture("server back");
}

async function kill(): Promise<void> {
  const server = await until(serverProcess, "a server");
  process.kill(server.id, "SIGKILL");
  await until(() => serverProcess()?.id !== server.id, "the server's end");
}

/** Findings follow what is typed, so they are not the dead one's. */
async function isAlive(uri: Uri): Promise<void> {
  const editor = await open(uri);
  await typeOver(editor, "ring.samples, sizeof", "&ring, sizeof");
  await rulesAre(uri);
  await typeOver(editor, "&ring, sizeof", "ring.samples, sizeof");
  await rulesAre(uri, "misaligned-address");
}

/** Four edits a second are fast typing; the option says for how long. */
async function editingRun(): Promise<void> {
  const edits = Number(process.env.MLOCK_LINT_EDITS);
  const files = ["misaligned.c", "privilege.c", "lazy.c", "unchecked.c", "errno.c", "hover.c"];
  for (const file of files) await open(file);
  await until(serverProcess, "a server");
  const before = serverProcess()?.memory ?? 0;
  let most = 0;
  for (let i = 0; i < edits; i++) {
    const editor = await open(files[i % files.length] ?? "");
    const line = editor.document.lineAt((i * 7) % editor.document.lineCount);
    const words = `int added_${i}; /* mlock */ `;
    await editor.edit((edit) => edit.insert(line.range.start, words));
    await pause(i % 10 === 0 ? 250 : 20);
    await commands.executeCommand("undo");
    if (i % 50 === 0) most = Math.max(most, serverProcess()?.memory ?? 0);
  }
  const { uri } = (await open("misaligned.c")).document;
  await findings(uri);
  figure(
    `server memory, before ${edits} edits and undos, at most, after`,
    [before, most, serverProcess()?.memory ?? 0].map(megabytes).join(", "),
  );
}
