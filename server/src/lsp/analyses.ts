/** Runs the engine on snapshots, a slice at a time, and keeps the result of the newest version of each document. */
import { performance } from "node:perf_hooks";
import type { RemoteConsole } from "vscode-languageserver";
import type { CheckResult, Engine } from "../ide/types";
import type { Configuration } from "./configuration";
import type { Snapshot } from "./documents";
import type { Project } from "./project";

/** How long the engine may keep the event loop, in milliseconds: a cancel must be heard soon. */
const sliceMilliseconds = 10;

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

  constructor(
    private readonly engine: Engine,
    private readonly configuration: Configuration,
    private readonly project: Project,
    private readonly log: Pick<RemoteConsole, "info" | "error">,
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
      if (!settings.enable || !snapshot.isOurs) return this.#end(run, nothing);
      const steps = this.engine.checkInSlices(this.project.request(snapshot, settings, run.reads));
      for (;;) {
        const until = performance.now() + sliceMilliseconds;
        do {
          if (run.state === "dropped") return "dropped";
          const step = steps.next();
          if (step.done) {
            this.#tellTargets(snapshot, step.value);
            return this.#end(run, step.value);
          }
        } while (performance.now() < until);
        await new Promise((next) => setImmediate(next));
      }
    } catch (error) {
      this.log.error(`internal error in ${snapshot.uri}: ${describe(error)}`);
      return this.#end(run, nothing);
    }
  }

  /** Why a finding names a platform, or why none came: the first question about any result. */
  #tellTargets({ uri, path }: Snapshot, { analysed, targets }: CheckResult): void {
    const named = targets.map(({ id, evidence }) => `${id} (${evidence})`).join(", ");
    if (!analysed || this.#said.get(uri) === named) return;
    this.#said.set(uri, named);
    this.log.info(`${path}: judged for ${named}`);
  }

  #end(run: Run, result: CheckResult): CheckResult | "dropped" {
    if (run.state === "dropped") return "dropped";
    run.state = "done";
    return result;
  }
}

const nothing: CheckResult = {
  findings: [],
  suppressed: [],
  analysed: false,
  functionsAnalysed: 0,
  trackedCalls: [],
  fates: [],
  targets: [],
  silences: {},
  files: [],
  pending: [],
};

const describe = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
