/** What goes on with each open document, for a client that shows it and has said so. */
import type { Connection } from "vscode-languageserver";
import { gapsIn } from "../../ide/gaps";
import type { News } from "../analyses";
import type { Client } from "../client";
import type { Configuration } from "../configuration";
import type { Snapshot } from "../documents";
import type { ConfigurationOrigin, Project } from "../project";

const statusMethod = "mlock-lint/status";

export interface Status extends ConfigurationOrigin {
  readonly uri: string;
  /** `silent`: it locks nothing, so that there is nothing to judge. */
  readonly state: "checking" | "checked" | "silent" | "off" | "not ours" | "failed";
  readonly targets: readonly { readonly id: string; readonly evidence: string }[];
  /** Why less was looked at than there is. */
  readonly gaps: readonly string[];
}

export function statusReports(
  connection: Connection,
  client: Client,
  configuration: Configuration,
  project: Project,
): (snapshot: Snapshot, news: News) => void {
  if (!client.status) return () => {};
  return async ({ uri, path }, news) => {
    try {
      const status: Status = { uri, ...project.originOf(path, await configuration.for(uri)), ...told(news) };
      await connection.sendNotification(statusMethod, status);
    } catch (error) {
      connection.console.error(`internal error in the status of ${uri}: ${String(error)}`);
    }
  };
}

function told(news: News): Pick<Status, "state" | "targets" | "gaps"> {
  if (news.state !== "checked") return { state: news.state, targets: [], gaps: [] };
  const { analysed, targets } = news.result;
  const gaps = gapsIn(news.result);
  return analysed ? { state: "checked", targets, gaps } : { state: "silent", targets: [], gaps };
}
