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

const folder = "vscode-vfs://github/owner/name";
const header = "#include <sys/mman.h>\n#define HOLD(p, n) mlock(p, n)\n";
const source = '#include "hold.h"\nvoid hold(void *p)\n{\n    HOLD(p, 4096);\n}\n';

/** A worker whose client has introduced itself, and what that client can do. */
async function openFolder() {
  const worker = startWorker();
  const bytes = (name: string) => readFileSync(join(root, "node_modules", name));
  worker.send({
    runtime: bytes("web-tree-sitter/tree-sitter.wasm"),
    grammar: bytes("tree-sitter-c/tree-sitter-c.wasm"),
  });
  const send = (message: object) => worker.send({ jsonrpc: "2.0", ...message });
  const workspaceFolders = [{ uri: folder, name: "name" }];
  const params = { processId: null, rootUri: folder, capabilities: {}, workspaceFolders };
  send({ id: 1, method: "initialize", params });
  const { result, error } = await worker.until(({ id, method }) => id === 1 && method === undefined);
  expect(error).toBeUndefined();
  expect(result).toMatchObject({ capabilities: { experimental: { mlockLint: { parser: "wasm" } } } });
  send({ method: "initialized", params: {} });
  return {
    handOver(files: Readonly<Record<string, string>>) {
      const named = Object.entries(files).map(([name, text]) => ({ uri: `${folder}/${name}`, text }));
      const encoder = new TextEncoder();
      send({
        method: "mlock-lint/files",
        params: [named.map(({ uri, text }) => ({ uri, bytes: encoder.encode(text) }))],
      });
      const changes = named.map(({ uri }) => ({ uri, type: 2 }));
      send({ method: "workspace/didChangeWatchedFiles", params: { changes } });
    },
    open(name: string, text: string) {
      const textDocument = { uri: `${folder}/${name}`, languageId: "c", version: 1, text };
      send({ method: "textDocument/didOpen", params: { textDocument } });
    },
    /** Once these are the rules of the file's findings; a complaint of the server's own fails. */
    async rulesAre(name: string, ...rules: readonly string[]) {
      const message = await worker.until(
        (heard) => isComplaint(heard) || String(rulesIn(heard, name)) === String(rules),
      );
      expect(isComplaint(message), JSON.stringify(message)).toBe(false);
    },
  };
}

const isComplaint = ({ method, params }: Message) =>
  method === "window/logMessage" && (params as { type: number }).type === 1;

/** Undefined: the message is about something else. */
function rulesIn({ method, params }: Message, name: string): readonly string[] | undefined {
  if (method !== "textDocument/publishDiagnostics") return undefined;
  const { uri, diagnostics } = params as { uri: string; diagnostics: readonly { code: string }[] };
  return uri === `${folder}/${name}` ? diagnostics.map(({ code }) => code) : undefined;
}

test("a fault that lies behind a header of the project is found, without a disk", async () => {
  const editor = await openFolder();
  editor.handOver({ "hold.h": header });
  editor.open("a.c", source);
  await editor.rulesAre("a.c", "unchecked-result");
}, 60_000);

test("files that come after a document was opened, C files too, renew its findings", async () => {
  const editor = await openFolder();
  editor.open("locks.c", "#include <sys/mman.h>\nvoid lock(void *p)\n{\n    mlock(p, 4096);\n}\n");
  // By now the project's definitions have been looked for, and there were none.
  await editor.rulesAre("locks.c", "unchecked-result");
  editor.open("a.c", source);
  await editor.rulesAre("a.c");
  editor.handOver({ "a.c": source, "hold.h": header });
  await editor.rulesAre("a.c", "unchecked-result");
}, 60_000);
