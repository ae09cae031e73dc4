/** "Check Workspace": the server's progress as a notification that can be cancelled, and what came of it. */
import { commands, ProgressLocation, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { WorkspaceSummary } from "../../server/src/lsp/handlers/check-workspace";
import { askServer } from "./server";

let asked = 0;

export async function checkWorkspace(
  loaded: Promise<BaseLanguageClient>,
): Promise<WorkspaceSummary | undefined> {
  const [client, { WorkDoneProgress }] = await Promise.all([loaded, import("vscode-languageclient")]);
  const options = {
    location: ProgressLocation.Notification,
    title: "mlock-lint: checking the workspace",
    cancellable: true,
  };
  const summary = await window.withProgress(options, async (progress, cancel) => {
    const workDoneToken = `mlock-lint-${++asked}`;
    let before = 0;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === "end") return;
      const { message = "", percentage = before } = value;
      progress.report({ message, increment: percentage - before });
      before = percentage;
    });
    try {
      return await askServer<WorkspaceSummary>(loaded, "checkWorkspace", [], { workDoneToken, cancel });
    } finally {
      listening.dispose();
    }
  });
  if (summary) void tell(summary);
  return summary;
}

async function tell({ files, findings, cancelled }: WorkspaceSummary): Promise<void> {
  const counts = Object.entries(findings).filter(([, count]) => count > 0);
  const found = counts.map(([severity, count]) => counted(count, severity)).join(", ") || "no findings";
  const problems = "Show Problems";
  const chosen = await window.showInformationMessage(
    `mlock-lint: ${found} in ${counted(files, "file")}${cancelled ? " (cancelled)" : ""}`,
    ...(counts.length > 0 ? [problems] : []),
  );
  if (chosen === problems) await commands.executeCommand("workbench.actions.view.problems");
}

const counted = (count: number, word: string): string =>
  `${count} ${word}${count === 1 || word === "info" ? "" : "s"}`;
