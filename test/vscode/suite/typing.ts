/** A file of 5,000 lines, typed into faster than it can be checked. */
import assert from "node:assert/strict";
import { commands, Selection, window, workspace } from "vscode";
import { timesFigure } from "./measure";
import { findings, pause, rangeOf, ruleOf, rulesAre, type Scene } from "./scene";
import { picture } from "./screen";

export const typingScenes: readonly Scene[] = [
  { title: "no squiggle of an older text survives fast typing in 5,000 lines", play: typeFast },
];

async function typeFast(): Promise<void> {
  const document = await workspace.openTextDocument({ language: "c", content: longText() });
  assert(document.lineCount >= 5000);
  const editor = await window.showTextDocument(document);
  const { uri } = document;
  await rulesAre(uri, "unchecked-result");
  const { start } = rangeOf(document, "/* here */");
  editor.selection = new Selection(start, start);
  editor.revealRange(new Selection(start, start));
  const [before, after] = ["mloc", "(page_7, sizeof page_7); "];
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    editor.selection = new Selection(start, start);
    for (const character of before + after) {
      await commands.executeCommand("type", { text: character });
      await pause(5);
    }
    const name = start.translate(0, before.length);
    editor.selection = new Selection(name, name);
    const began = performance.now();
    await commands.executeCommand("type", { text: "k" });
    const found = await rulesAre(uri, "unchecked-result", "unchecked-result");
    times.push(performance.now() - began);
    // Each is where the newest text has it.
    for (const { range } of found)
      assert.match(document.getText(range), /^mlock\(page_\d+, sizeof page_\d+\)$/);
    while (document.lineAt(start.line).text.trim() !== "/* here */") {
      editor.selection = new Selection(start, start);
      await commands.executeCommand("deleteRight");
    }
    await rulesAre(uri, "unchecked-result");
  }
  timesFigure("from a keystroke after fast ones to squiggle, 5,000 lines", times);
  // What comes late would come now.
  await pause(1000);
  const left = await findings(uri);
  assert.deepEqual(left.map(ruleOf), ["unchecked-result"]);
  await picture("5,000 lines");
}

/** A driver's worth of ordinary code in 5,000 lines, one function in a hundred of which locks something. */
export function longText(): string {
  const lines = ["#include <sys/mman.h>", "", "static int total;"];
  for (let i = 0; lines.length < 5000; i++) {
    if (i % 100 === 7) {
      lines.push(`static char page_${i}[4096] __attribute__((aligned(4096)));`, `int lock_${i}(void)`, "{");
      lines.push(i === 7 ? "    /* here */" : "", `    return mlock(page_${i}, sizeof page_${i});`, "}");
    }
    lines.push(`int step_${i}(int input)`, "{", `    int output = input * ${i} + total;`);
    lines.push(
      `    if (output > ${i})`,
      "        total += output;",
      "    else",
      "        total--;",
      "    return output;",
      "}",
      "",
    );
  }
  lines.push("void forgotten(void)", "{", "    mlock(page_7, sizeof page_7);", "    page_7[0] = 1;", "}", "");
  return lines.join("\n");
}
