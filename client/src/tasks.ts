/** The task "mlock-lint: check": runs the command line that came with the extension, when somebody asks for it. */
import {
  type Disposable,
  type ExtensionContext,
  ProcessExecution,
  Task,
  type TaskDefinition,
  tasks,
  type WorkspaceFolder,
  workspace,
} from "vscode";

const type = "mlock-lint";

/** As package.json declares it. */
interface CheckDefinition extends TaskDefinition {
  readonly paths?: readonly string[];
  readonly args?: readonly string[];
}

export function checkTasks({ asAbsolutePath }: ExtensionContext): Disposable {
  const program = asAbsolutePath("server/dist/mlock-lint.js");
  return tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (workspace.workspaceFolders ?? []).map((folder) => taskFor(program, { type }, folder)),
    resolveTask({ definition, scope }) {
      const folder = typeof scope === "object" ? scope : workspace.workspaceFolders?.[0];
      return folder && taskFor(program, definition as CheckDefinition, folder);
    },
  });
}

function taskFor(program: string, definition: CheckDefinition, folder: WorkspaceFolder): Task {
  const { paths = ["."], args = [] } = definition;
  const command = [program, "check", ...args, ...paths];
  // The editor's own program is Node when it is told so.
  const environment = { ELECTRON_RUN_AS_NODE: "1", NO_COLOR: "1" };
  const execution = new ProcessExecution(process.execPath, command, {
    cwd: folder.uri.fsPath,
    env: environment,
  });
  return new Task(definition, folder, "check", type, execution, "$mlock-lint");
}
