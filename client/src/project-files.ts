/** In a browser the server has no disk: the editor reads the project's C files for it, and reads again what changes. */
import { Disposable, RelativePattern, type Uri, workspace } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

const wanted = "**/{*.c,*.h,compile_commands.json,mlock-lint.json,.mlock-lint.jsonc}";
const unwanted = "**/{node_modules,.git}/**";
/** Of a larger project, in a browser, this many are read. */
const mostFiles = 2_000;
/** Files in one message. */
const batch = 50;
/** As the protocol numbers what happened to a file. */
const happened = { changed: 2, deleted: 3 } as const;

export function handOverFiles(client: BaseLanguageClient): Disposable {
  const renew = (uri: Uri) => void handOver(client, [uri]);
  if (client.isRunning()) void handOverAll(client);
  const watchers = (workspace.workspaceFolders ?? []).map((folder) =>
    workspace.createFileSystemWatcher(new RelativePattern(folder, wanted)),
  );
  return Disposable.from(
    ...watchers.flatMap((watcher) => [
      watcher,
      watcher.onDidChange(renew),
      watcher.onDidCreate(renew),
      watcher.onDidDelete(renew),
    ]),
    // A server that was started anew knows nothing.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void handOverAll(client);
    }),
  );
}

async function handOverAll(client: BaseLanguageClient): Promise<void> {
  const files = await workspace.findFiles(wanted, unwanted, mostFiles);
  for (let first = 0; first < files.length; first += batch) {
    await handOver(client, files.slice(first, first + batch));
  }
}

async function handOver(client: BaseLanguageClient, uris: readonly Uri[]): Promise<void> {
  const files = await Promise.all(uris.map(fileAt));
  await client.sendNotification("mlock-lint/files", files);
  // What was answered before the server had them is no longer true.
  const changes = files.map(({ uri, bytes }) => ({ uri, type: bytes ? happened.changed : happened.deleted }));
  await client.sendNotification("workspace/didChangeWatchedFiles", { changes });
}

async function fileAt(uri: Uri) {
  try {
    return { uri: uri.toString(), bytes: await workspace.fs.readFile(uri) };
  } catch {
    return { uri: uri.toString() };
  }
}
