/** Findings in files that nobody has open: shown once the workspace was checked, and renewed when such a file changes. */
import { slashes } from "../host/disk";
import { sourceOf } from "../host/sources";
import { mergeSame } from "../ide/same";
import type { Finding } from "../ide/types";
import { diagnosticOf } from "./convert";
import type { Session } from "./session";
import type { Settings } from "./settings";
import { inSlices } from "./slices";
import { uriOf } from "./uris";

/** What came of one file; of those in which nothing was found, nothing is kept. */
interface Checked {
  readonly findings: readonly Finding[];
  readonly reads: ReadonlySet<string>;
}

export class ClosedFiles {
  readonly #checked = new Map<string, Checked>();
  /** What the client shows now, by path. */
  readonly #shown = new Map<string, string>();
  /** Paths to look at again, one after the other. */
  readonly #waiting = new Set<string>();
  #isRenewing = false;
  /** Before the workspace was checked nobody asked for any of this. */
  #isAsked = false;

  constructor(private readonly session: Omit<Session, "closedFiles">) {}

  /** A check of the workspace begins: what was found earlier no longer counts. */
  begin(): void {
    this.#isAsked = true;
    this.#checked.clear();
    this.#waiting.clear();
  }

  /** Nothing is shown any more, and nothing renewed. */
  clear(): void {
    this.begin();
    this.#isAsked = false;
    this.show();
  }

  /** Checks one file as it is on the disk, or in the editor. Nothing is shown yet. */
  async check(path: string, settings: Settings, isStale: () => boolean): Promise<void> {
    const { engine, project, documents } = this.session;
    this.#checked.delete(path);
    const source = sourceOf(path);
    if (source.kind !== "text" || !settings.enable) return;
    const reads = new Set([path]);
    const text = documents.atPath(path)?.text ?? source.text;
    const result = await inSlices(
      engine.checkInSlices(project.request({ path, text }, settings, reads)),
      isStale,
    );
    if (result !== "dropped" && result.findings.length > 0)
      this.#checked.set(path, { findings: result.findings, reads });
  }

  /** All findings, each once. */
  get findings(): readonly Finding[] {
    const byPath = [...this.#checked].sort(([a], [b]) => (a < b ? -1 : 1));
    return mergeSame(byPath.map(([, { findings }]) => findings));
  }

  /** Tells the client what is not as it shows it. An open document has diagnostics of its own. */
  show(): void {
    const { client, connection, documents } = this.session;
    const byPath = new Map<string, Finding[]>([...this.#shown.keys()].map((path) => [path, []]));
    for (const finding of this.findings) {
      const { file } = finding.location;
      if (!documents.atPath(file)) byPath.set(file, [...(byPath.get(file) ?? []), finding]);
    }
    for (const [path, findings] of byPath) {
      if (documents.atPath(path)) continue;
      const diagnostics = findings.map((finding) => diagnosticOf(finding, client, documents));
      const words = JSON.stringify(diagnostics);
      if (words === (this.#shown.get(path) ?? "[]")) continue;
      if (diagnostics.length > 0) this.#shown.set(path, words);
      else this.#shown.delete(path);
      void connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
    }
  }

  /** From now on the document shows its own. */
  opened(path: string, uri: string): void {
    if (!this.#shown.delete(path)) return;
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  closed(path: string): void {
    this.#renew([path]);
  }

  /** Files came, went or changed on the disk. */
  changed(paths: readonly string[]): void {
    const files = new Set(paths);
    const readers = [...this.#checked].filter(([, { reads }]) => [...reads].some((path) => files.has(path)));
    const own = paths.filter((path) => /\.[ch]$/.test(path));
    this.#renew([...own, ...readers.map(([path]) => path)]);
  }

  /** Settings or folders changed. Who wants to see findings that this brings checks the workspace again. */
  renewAll(): void {
    this.#renew([...this.#checked.keys()]);
  }

  #renew(paths: readonly string[]): void {
    if (!this.#isAsked) return;
    for (const path of paths) this.#waiting.add(slashes(path));
    if (!this.#isRenewing) void this.#work();
  }

  async #work(): Promise<void> {
    const { configuration, connection } = this.session;
    this.#isRenewing = true;
    for (const path of this.#waiting) {
      this.#waiting.delete(path);
      try {
        const settings = await configuration.for(uriOf(path));
        await this.check(path, settings, () => this.#waiting.has(path));
      } catch (error) {
        connection.console.error(`internal error in ${path}: ${String(error)}`);
      }
    }
    this.#isRenewing = false;
    this.show();
  }
}
