/** Each session is one start of VS Code: what is open in it, and which scenes are played. */
export interface Session {
  readonly name: string;
  readonly title: string;
  /** Below `workspaces`: a folder or a `.code-workspace` file. Absent: nothing is open. */
  readonly open?: string;
  /** Folders of other extensions that run beside ours. */
  readonly beside: readonly string[];
}

export const sessions: readonly Session[] = [
  { name: "folder", title: "a folder", open: "folder", beside: [] },
];
