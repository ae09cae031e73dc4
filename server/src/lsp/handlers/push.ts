/** Diagnostics for clients that wait to be told: after a quiet time, for the newest version only. */
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import { diagnosticOf, findingsIn } from "../convert";
import type { Snapshot } from "../documents";
import { guarded, type Session } from "../session";

export class Push {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly session: Session) {}

  schedule({ uri }: Snapshot, when: "now" | "after typing"): void {
    clearTimeout(this.#timers.get(uri));
    const wait = when === "now" ? 0 : this.session.quietTime;
    this.#timers.set(
      uri,
      setTimeout(() => void guarded(this.session, "diagnostics", undefined, () => this.#publish(uri)), wait),
    );
  }

  /** Closed: nothing may stay on the screen. */
  clear({ uri }: Snapshot): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #publish(uri: string): Promise<void> {
    const { analyses, client, connection, documents } = this.session;
    const snapshot = documents.get(uri);
    if (!snapshot) return;
    const result = await analyses.result(snapshot);
    // The document may have changed or gone while the engine worked; then someone else publishes, or nobody.
    if (result === "dropped" || documents.get(uri) !== snapshot) return;
    const params: PublishDiagnosticsParams = {
      uri,
      diagnostics: findingsIn(snapshot, result.findings).map((f) => diagnosticOf(f, client, documents)),
    };
    if (client.versions) params.version = snapshot.version;
    await connection.sendDiagnostics(params);
  }
}
