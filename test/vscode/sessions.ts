/** Each session is one start of VS Code: what is open in it, and which scenes are played. */
export interface Session {
  readonly name: string;
  readonly title: string;
  /** Below `workspaces`: a folder or a `.code-workspace` file. Absent: nothing is open. */
  readonly open?: string;
  /** Folders of other extensions that are installed. */
  readonly beside: readonly string[];
  /** Nobody has said that the folder can be trusted. A downloaded VS Code trusts what `runTests` opens. */
  readonly untrusted?: true;
  /** What `npm run package` makes is installed, and runs in place of the source. */
  readonly installed?: true;
  /** The scenes are played in the browser's own extension host; see `suite/browser.ts`. */
  readonly browser?: true;
  /** Of the user, beside those of every session. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const sessions: readonly Session[] = [
  { name: "folder", title: "a folder", open: "folder", beside: [] },
  { name: "server", title: "a server that dies, and one that works for long", open: "folder", beside: [] },
  { name: "folders", title: "several folders", open: "folders/both.code-workspace", beside: [] },
  { name: "nothing", title: "no folder", beside: [] },
  { name: "untrusted", title: "an untrusted folder", open: "folder", beside: [], untrusted: true },
  { name: "beside", title: "beside another extension for C", open: "folder", beside: ["beside"] },
  {
    name: "installed",
    title: "a folder, the package installed",
    open: "folder",
    beside: [],
    installed: true,
  },
  {
    name: "browser",
    title: "the extension in the browser, its server in a worker",
    open: "browser",
    beside: [],
    browser: true,
    // There is a machine behind this browser, where the extension would run otherwise.
    settings: { "remote.extensionKind": { "mlock-lint.mlock-lint-vscode": ["web"] } },
  },
];
