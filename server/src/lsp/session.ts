/** What every handler needs, made once the client has introduced itself. */
import type { Connection } from "vscode-languageserver";
import type { Engine } from "../ide/types";
import type { Analyses } from "./analyses";
import type { Client } from "./client";
import type { ClosedFiles } from "./closed-files";
import type { Configuration } from "./configuration";
import type { Documents } from "./documents";
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
