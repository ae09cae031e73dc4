/** A server that dies comes back; one that dies again and again stays away until somebody asks for it. */
import assert from "node:assert/strict";
import { commands, type TextDocument, type Uri, window, workspace } from "vscode";
import { figure, megabytes, serverProcess } from "./measure";
import { open, pause, rulesAre, type Scene, typeOver, until } from "./scene";
import { picture } from "./screen";
import { longText } from "./typing";

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

/** Fast typing, in milliseconds from one edit to the next, where the machine keeps up. */
const pace = 250;

/** How often the memory is read while the run lasts. */
const readings = 24;

async function editingRun(): Promise<void> {
  const minutes = Number(process.env.MLOCK_LINT_MINUTES);
  const documents = [await workspace.openTextDocument({ language: "c", content: longText() })];
  for (const file of ["misaligned.c", "privilege.c", "lazy.c", "unchecked.c", "errno.c", "hover.c"]) {
    documents.push((await open(file)).document);
  }
  await until(serverProcess, "a server");
  const memory: number[] = [];
  const began = performance.now();
  const passed = () => (performance.now() - began) / 60_000;
  let edits = 0;
  for (; passed() < minutes; edits++) {
    const next = performance.now() + pace;
    if (passed() >= (memory.length * minutes) / readings) memory.push(serverProcess()?.memory ?? Number.NaN);
    const editor = await window.showTextDocument(documents[edits % documents.length] as TextDocument);
    const line = editor.document.lineAt((edits * 7) % editor.document.lineCount);
    await editor.edit((edit) => edit.insert(line.range.start, `int added_${edits}; /* mlock */ `));
    await pause(next - performance.now());
    await commands.executeCommand("undo");
  }
  const { uri } = (await open("misaligned.c")).document;
  await rulesAre(uri, "misaligned-address");
  memory.push(serverProcess()?.memory ?? Number.NaN);
  figure(
    `server memory in ${minutes} minutes of ${edits} edits and undos, at most ${megabytes(Math.max(...memory))}`,
    memory.map(megabytes).join(", "),
  );
}
