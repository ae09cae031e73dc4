/** The VS Code door on a machine with Node: the language server in a process of its own. */
import type { ExtensionContext } from "vscode";
import { type Started, startWith } from "./start";
import { checkTasks } from "./tasks";

let started: Started | undefined;

/**
 * Without them Node lets its heap grow to a multiple of what is in use before it tidies up: it is made for servers that
 * have a machine for themselves. The first takes a quarter of the memory away and makes a check a tenth slower; the
 * largest projects that we know need a quarter of the second's megabytes.
 */
const heap = ["--optimize-for-size", "--max-old-space-size=1000"];

/**
 * Else each of Node's helping threads takes memory of the C library's for itself, and keeps it: 15 MB after a few hundred
 * edits. Only glibc knows the word.
 */
const allocation = { MALLOC_ARENA_MAX: "1" };

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath("server/dist/mlock-lint.js");
  context.subscriptions.push(checkTasks(context));
  started = startWith(context, async (options) => {
    const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
    const server = {
      module,
      args: ["lsp"],
      transport: TransportKind.ipc,
      options: { execArgv: heap, env: allocation },
    };
    return new LanguageClient("mlockLint", "mlock-lint", server, options);
  });
}

export async function deactivate(): Promise<void> {
  await started?.end();
}
