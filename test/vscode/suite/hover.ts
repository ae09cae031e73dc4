/** What the pointer shows over calls and flags, and that it shows nothing over anything else. */
import assert from "node:assert/strict";
import { commands, type Hover, MarkdownString, type Position, Selection, type TextEditor } from "vscode";
import { open, rangeOf, type Scene } from "./scene";
import { picture, text } from "./screen";

export const hoverScenes: readonly Scene[] = [
  {
    title: "a call's hover says what it may do here, and what each platform says",
    play: () => seeHover("mlock(key", "At this call"),
  },
  { title: "a flag's hover says what it means", play: () => seeHover("MCL_FUTURE", "MCL_FUTURE") },
  { title: "other names have no hover of ours", play: noHover },
];

/** The words of every hover at a place, ours or not. */
export async function hoversAt({ document }: TextEditor, position: Position): Promise<string[]> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers.map(({ contents }) =>
    contents
      .map((content) =>
        content instanceof MarkdownString || typeof content === "object" ? content.value : content,
      )
      .join("\n"),
  );
}

async function seeHover(words: string, expected: string): Promise<void> {
  const editor = await open("hover.c");
  const { start } = rangeOf(editor.document, words);
  const hovers = (await hoversAt(editor, start)).filter((hover) => hover.includes(expected));
  assert.equal(hovers.length, 1, "shown once");
  assert(/Linux/.test(hovers[0] ?? ""), hovers[0]);
  editor.selection = new Selection(start, start);
  await commands.executeCommand("editor.action.showHover");
  const shown = await text(".monaco-hover:not(.hidden) .hover-contents");
  if (shown) assert(shown.join("\n").includes(expected), shown.join("\n"));
  await picture(`hover ${words}`);
}

async function noHover(): Promise<void> {
  const editor = await open("hover.c");
  for (const words of ["puts", "key[0]", "return"]) {
    const hovers = await hoversAt(editor, rangeOf(editor.document, words).start);
    assert.deepEqual(hovers, [], words);
  }
}
