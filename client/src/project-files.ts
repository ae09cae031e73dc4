/** In a browser the server has no disk: the editor reads the project's C files for it, and reads again what changes. */
import { Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { BaseLanguageClient, State } from "vscode-languageclient";

/** Beside C files and headers. */
const wantedNames = ["compile_commands.json", "mlock-lint.json", ".mlock-lint.jsonc"];
const wanted = `**/{*.c,*.h,${wantedNames.join()}}`;
const isWanted = (name: string) => /\.[ch]$/.test(name) || wantedNames.includes(name);
const isOwnFolder = (name: string) => !name.startsWith(".") && name !== "node_modules";
/** Of a larger project, in a browser, this many are read. */
const mostFiles = 2_000;
const running: State.Running = 2;
/** As the protocol numbers what happened to a file. */
const happened = { changed: 2, deleted: 3 } as const;

export function handOverFiles(client: BaseLanguageClient): Disposable {
  const renew = (uri: Uri) => void handOver(client, [uri]);
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
    // Also a server that was started anew knows nothing.
    client.onDidChangeState(({ newState }) => {
      if (newState === running) void handOverAll(client);
    }),
  );
}

async function handOverAll(client: BaseLanguageClient): Promise<void> {
  let left = mostFiles;
  for (const { uri } of workspace.workspaceFolders ?? []) {
    for await (const files of filesBelow(uri)) {
      if (left <= 0) return;
      await handOver(client, files.slice(0, left));
      left -= files.length;
    }
  }
}

/** A folder at a time, those near the root first. The editor's own search is no file system's business everywhere. */
async function* filesBelow(root: Uri): AsyncGenerator<readonly Uri[]> {
  const folders = [root];
  for (const folder of folders) {
    const entries = await workspace.fs.readDirectory(folder).then(
      (read) => read,
      () => [],
    );
    const those = (type: FileType, isMeant: (name: string) => boolean) =>
      entries
        .filter(([name, kind]) => kind === type && isMeant(name))
        .map(([name]) => Uri.joinPath(folder, name));
    yield those(FileType.File, isWanted);
    folders.push(...those(FileType.Directory, isOwnFolder));
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
