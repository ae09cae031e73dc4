/** Runs the engine on snapshots, a slice at a time, and keeps the result of the newest version of each document. */
import type { RemoteConsole } from "vscode-languageserver";
import { type CheckResult, type Engine, notAnalysed } from "../ide/types";
import type { Configuration } from "./configuration";
import type { Snapshot } from "./documents";
import type { Project } from "./project";
import { inSlices } from "./slices";

/** What became of a document; `result` where it was checked. */
export type News =
  | { readonly state: "checking" | "off" | "not ours" | "failed" }
  | { readonly state: "checked"; readonly result: CheckResult };

interface Run {
  readonly version: number;
  readonly reads: Set<string>;
  readonly result: Promise<CheckResult | "dropped">;
  state: "running" | "done" | "dropped";
}

export class Analyses {
  readonly #runs = new Map<string, Run>();
  /** What was last said of each document, so that typing does not fill the log. */
  readonly #said = new Map<string, string>();
  /** Rules of what was found last in each document, also while a newer text is looked at. */
  readonly #rules = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly engine: Engine,
    private readonly configuration: Configuration,
    private readonly project: Project,
    private readonly log: Pick<RemoteConsole, "info" | "error">,
    private readonly tell: (snapshot: Snapshot, news: News) => void,
  ) {}

  /** The result for exactly this text. Who asks during a run shares it; a newer version drops the older run. */
  result(snapshot: Snapshot): Promise<CheckResult | "dropped"> {
    const known = this.#runs.get(snapshot.uri);
    if (known?.version === snapshot.version && known.state !== "dropped") return known.result;
    if (known && known.version > snapshot.version) return Promise.resolve("dropped");
    this.drop(snapshot.uri);
    const run: Run = {
      version: snapshot.version,
      reads: new Set(),
      state: "running",
      // Later than this line, so that `run` is there when the work begins.
      result: Promise.resolve().then(() => this.#work(snapshot, run)),
    };
    this.#runs.set(snapshot.uri, run);
    return run.result;
  }

  /** Stops a run, or forgets a result that is no longer true. */
  drop(uri: string): void {
    const run = this.#runs.get(uri);
    if (run) run.state = "dropped";
    this.#runs.delete(uri);
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.drop(uri);
    this.#said.delete(uri);
    this.#rules.delete(uri);
  }

  /** Rules that had findings in the last result of the document, whatever was typed since. */
  rulesLastFound(uri: string): ReadonlySet<string> {
    return this.#rules.get(uri) ?? new Set();
  }

  dropAll(): void {
    for (const uri of [...this.#runs.keys()]) this.drop(uri);
  }

  /** Documents whose analysis asked for this file. */
  readersOf(path: string): readonly string[] {
    return [...this.#runs].filter(([, { reads }]) => reads.has(path)).map(([uri]) => uri);
  }

  async #work(snapshot: Snapshot, run: Run): Promise<CheckResult | "dropped"> {
    try {
      const settings = await this.configuration.for(snapshot.uri);
      if (!settings.enable || !snapshot.isOurs)
        return this.#end(snapshot, run, { state: settings.enable ? "not ours" : "off" });
      this.tell(snapshot, { state: "checking" });
      const steps = this.engine.checkInSlices(this.project.request(snapshot, settings, run.reads));
      const result = await inSlices(steps, () => run.state === "dropped");
      if (result === "dropped") return result;
      this.#tellTargets(snapshot, result);
      this.#rules.set(snapshot.uri, new Set(result.findings.map(({ rule }) => rule)));
      return this.#end(snapshot, run, { state: "checked", result });
    } catch (error) {
      this.log.error(`internal error in ${snapshot.uri}: ${describe(error)}`);
      return this.#end(snapshot, run, { state: "failed" });
    }
  }

  /** Why a finding names a platform, or why none came: the first question about any result. */
  #tellTargets({ uri, path }: Snapshot, { analysed, targets }: CheckResult): void {
    const named = targets.map(({ id, evidence }) => `${id} (${evidence})`).join(", ");
    if (!analysed || this.#said.get(uri) === named) return;
    this.#said.set(uri, named);
    this.log.info(`${path}: checked for ${named}`);
  }

  #end(snapshot: Snapshot, run: Run, news: News): CheckResult | "dropped" {
    if (run.state === "dropped") return "dropped";
    run.state = "done";
    this.tell(snapshot, news);
    return news.state === "checked" ? news.result : notAnalysed();
  }
}

const describe = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
