/** A conversation with the bundled worker, in a context that has what a browser's worker has, and nothing of Node. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";

const root = join(__dirname, "..", "..");
const bundle = "server/dist/worker.js";
let code = "";

beforeAll(async () => {
  const { bundles } = await import(join(root, "scripts", "bundles.mjs"));
  const row = bundles.find(({ outfile }: { outfile: string }) => outfile === bundle);
  const { outputFiles } = await build({ ...row, write: false });
  code = outputFiles?.[0]?.text ?? "";
});

type Message = Readonly<Record<string, unknown>> & { readonly method?: string; readonly id?: number };

/** A worker, and what it says: `until` waits for a message. */
function startWorker() {
  const heard: Message[] = [];
  let wake = () => {};
  const self = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    // Only errors are listened to in this way.
    addEventListener() {},
    postMessage(message: Message) {
      heard.push(message);
      wake();
    },
    navigator: { userAgent: "a test" },
  };
  // Its WebAssembly is its own; bytes come from outside, as they do there.
  const globals = {
    Uint8Array,
    self,
    TextDecoder,
    TextEncoder,
    URL,
    console,
    performance,
    setTimeout,
    clearTimeout,
  };
  runInContext(code, createContext({ ...globals, location: { href: "" } }));
  return {
    send: (data: unknown) => self.onmessage?.({ data }),
    async until(isWanted: (message: Message) => boolean): Promise<Message> {
      for (;;) {
        const found = heard.find(isWanted);
        if (found) return found;
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
    },
  };
}

test("a fault that lies behind a header of the project is found, without a disk", async () => {
  const worker = startWorker();
  const bytes = (name: string) => readFileSync(join(root, "node_modules", name));
  worker.send({
    runtime: bytes("web-tree-sitter/tree-sitter.wasm"),
    grammar: bytes("tree-sitter-c/tree-sitter-c.wasm"),
  });
  const send = (message: object) => worker.send({ jsonrpc: "2.0", ...message });

  const folder = "vscode-vfs://github/owner/name";
  const workspaceFolders = [{ uri: folder, name: "name" }];
  send({
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: folder, capabilities: {}, workspaceFolders },
  });
  const { result, error } = await worker.until(({ id, method }) => id === 1 && method === undefined);
  expect(error).toBeUndefined();
  expect(result).toMatchObject({ capabilities: { experimental: { mlockLint: { parser: "wasm" } } } });
  send({ method: "initialized", params: {} });

  const header = "#include <sys/mman.h>\n#define HOLD(p, n) mlock(p, n)\n";
  send({
    method: "mlock-lint/files",
    params: [[{ uri: `${folder}/hold.h`, bytes: new TextEncoder().encode(header) }]],
  });
  const text = '#include "hold.h"\nvoid hold(void *p)\n{\n    HOLD(p, 4096);\n}\n';
  const textDocument = { uri: `${folder}/a.c`, languageId: "c", version: 1, text };
  send({ method: "textDocument/didOpen", params: { textDocument } });
  const { params } = await worker.until(({ method }) => method === "textDocument/publishDiagnostics");
  expect(params).toMatchObject({
    uri: `${folder}/a.c`,
    diagnostics: [{ code: "unchecked-result", range: { start: { line: 3 } } }],
  });
}, 60_000);
