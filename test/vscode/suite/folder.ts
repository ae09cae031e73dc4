/** Scenes in a folder: what a user sees who opens, mends and saves C files. */
import assert from "node:assert/strict";
import { extensions } from "vscode";
import { findings, open, ruleOf, type Scene } from "./scene";
import { picture } from "./screen";

export const folderScenes: readonly Scene[] = [
  {
    title: "a C file starts the extension, and its fault is underlined",
    play: async () => {
      const extension = extensions.getExtension("mlock-lint.mlock-lint-vscode");
      assert(extension, "the extension is not there");
      assert.equal(extension.isActive, false);
      const { uri } = await open("misaligned.c");
      const found = await findings(uri);
      assert.equal(extension.isActive, true);
      assert.deepEqual(found.map(ruleOf), ["misaligned-address"]);
      await picture("misaligned");
    },
  },
];
