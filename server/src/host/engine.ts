/** Opens the engine with whichever parser this machine can load. */
import { loadParser, type WasmFiles } from "../c/syntax/parse";
import { createEngine } from "../ide/engine";
import type { Engine } from "../ide/types";

/** `wasm`: for machines where the native parser does not load. */
export async function openEngine(wasm: WasmFiles): Promise<Engine> {
  return createEngine(await loadParser({ wasm }));
}

/** In the folder of an installed mlock-lint. */
export const wasmFilesIn = (folder: string): WasmFiles => ({
  runtime: `${folder}/wasm/tree-sitter.wasm`,
  grammar: `${folder}/wasm/tree-sitter-c.wasm`,
});
