/** Opens the engine with whichever parser this machine can load. */
import { join } from "node:path";
import { loadParser } from "../c/syntax/parse";
import { createEngine } from "../ide/engine";
import type { Engine } from "../ide/types";

/** `wasmFolder` holds tree-sitter.wasm and tree-sitter-c.wasm, for machines where the native parser does not load. */
export async function openEngine(wasmFolder: string): Promise<Engine> {
  const wasm = {
    runtime: join(wasmFolder, "tree-sitter.wasm"),
    grammar: join(wasmFolder, "tree-sitter-c.wasm"),
  };
  return createEngine(await loadParser({ wasm }));
}
