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

/** Fast typing, in milliseconds from one edit to the next: 14,400 edits take an hour. */
const paceOfEdits = 250;

/** How often the memory is read while the run lasts. */
const readings = 24;

async function editingRun(): Promise<void> {
  const edits = Number(process.env.MLOCK_LINT_EDITS);
  const documents = [await workspace.openTextDocument({ language: "c", content: longText() })];
  for (const file of ["misaligned.c", "privilege.c", "lazy.c", "unchecked.c", "errno.c", "hover.c"]) {
    documents.push((await open(file)).document);
  }
  await until(serverProcess, "a server");
  const memory: number[] = [];
  const began = performance.now();
  for (let i = 0; i < edits; i++) {
    if (i % Math.ceil(edits / readings) === 0) memory.push(serverProcess()?.memory ?? Number.NaN);
    const editor = await window.showTextDocument(documents[i % documents.length] as TextDocument);
    const line = editor.document.lineAt((i * 7) % editor.document.lineCount);
    await editor.edit((edit) => edit.insert(line.range.start, `int added_${i}; /* mlock */ `));
    await pause(began + (i + 1) * paceOfEdits - performance.now());
    await commands.executeCommand("undo");
  }
  const minutes = (performance.now() - began) / 60_000;
  const { uri } = (await open("misaligned.c")).document;
  await rulesAre(uri, "misaligned-address");
  memory.push(serverProcess()?.memory ?? Number.NaN);
  figure(
    `server memory over ${edits} edits and undos in ${minutes.toFixed(1)} minutes, at most ${megabytes(Math.max(...memory))}`,
    memory.map(megabytes).join(", "),
  );
}
