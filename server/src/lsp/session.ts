/** What every handler needs, made once the client has introduced itself. */
import type { Connection } from "vscode-languageserver";
import type { CheckResult, Engine } from "../ide/types";
import type { Analyses } from "./analyses";
import type { Client } from "./client";
import type { ClosedFiles } from "./closed-files";
import type { Configuration } from "./configuration";
import type { Documents, Snapshot } from "./documents";
import type { Project } from "./project";

export interface Session {
  readonly connection: Connection;
  readonly engine: Engine;
  readonly client: Client;
  readonly documents: Documents;
  readonly configuration: Configuration;
  readonly project: Project;
  readonly analyses: Analyses;
  readonly closedFiles: ClosedFiles;
  readonly machine: () => readonly string[];
  /** How long typing must rest before diagnostics are pushed, in milliseconds. */
  readonly quietTime: number;
}

/**
 * The result for a text as long as no newer one is there. A run may be stopped by another request that is cancelled or by
 * a setting that changes: whoever shared it is answered by the next.
 */
export async function resultWhileNewest(
  { analyses, documents }: Session,
  snapshot: Snapshot,
): Promise<CheckResult | undefined> {
  while (documents.get(snapshot.uri) === snapshot) {
    const result = await analyses.result(snapshot);
    if (result !== "dropped" && documents.get(snapshot.uri) === snapshot) return result;
  }
  return undefined;
}

/** A handler that fails costs its own answer and a line in the log, never the server. */
export async function guarded<T>(
  session: Session,
  name: string,
  fallback: T,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    session.connection.console.error(`internal error in ${name}: ${what}`);
    return fallback;
  }
}
