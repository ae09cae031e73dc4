/** `mlock-lint check`: files in, findings out. One file's misfortune never hides another file's findings. */
import { performance } from "node:perf_hooks";
import type { CheckResult, Engine, PlatformId } from "../ide/types";
import { type Arguments, definesOf, platformsOf } from "./arguments";
import { type Input, type Project, projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";
import { type Report, reportOf, shortPath } from "./report";
import { summaryLine, textOf } from "./report-text";
import { mergeSame } from "./same";
import { sourceOf } from "./sources";
import { cFilesBelow } from "./walk";

const formats: Readonly<Record<string, (report: Report) => string>> = {
  text: textOf,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

export async function check(args: Arguments, io: Io): Promise<ExitCode> {
  const started = performance.now();
  const print = formatOf(args);
  if (args.positionals.length === 0) throw new Misuse("check needs a PATH: a C file or a folder");
  const defines = definesOf(args);
  const project = projectOf(args.positionals, args.values("include"), io.cwd);
  const engine = await io.openEngine();
  const session = new Session(engine, project, platformsOf(args, engine), defines, io);
  for (const input of project.inputs) session.input(input);
  const report = reportOf(
    { ...session.ran(), milliseconds: Math.round(performance.now() - started) },
    io.cwd,
  );
  io.out(print(report));
  io.err(`${summaryLine(report)}\n`);
  if (session.failed) return exitCodes.misuse;
  const bad = report.findings.some(({ severity }) => severity === "error" || severity === "warning");
  return bad ? exitCodes.findings : exitCodes.clean;
}

/** One run over all paths. */
class Session {
  failed = false;
  readonly #results = new Map<string, CheckResult | undefined>();
  readonly #skipped: { file: string; reason: string }[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly project: Project,
    private readonly platforms: readonly PlatformId[] | "auto",
    private readonly defines: Readonly<Record<string, string>>,
    private readonly io: Io,
  ) {}

  ran() {
    const results = [...this.#results.values()].filter((result) => result !== undefined);
    return {
      results,
      findings: mergeSame(results.map(({ findings }) => findings)),
      files: this.#results.size,
      skipped: this.#skipped,
    };
  }

  input({ given, path, kind }: Input): void {
    if (kind === "folder") this.#folder(given, path);
    else if (kind === "file") this.#file(path, "named");
    else this.#fail(given, kind === "absent" ? "no such file or folder" : "not a regular file");
  }

  #folder(given: string, path: string): void {
    const { files, unreadable } = cFilesBelow(path);
    for (const at of unreadable) this.#fail(shortPath(at.path, this.io.cwd), at.reason);
    if (files.length === 0) this.io.err(`mlock-lint: ${given}: no C files below this folder\n`);
    for (const file of files) this.#file(file, "found");
  }

  #file(path: string, how: "named" | "found"): void {
    if (this.#results.has(path)) return;
    this.#results.set(path, undefined);
    const source = sourceOf(path);
    const file = shortPath(path, this.io.cwd);
    if (source.kind === "text") this.#results.set(path, this.#check(source.file, source.text));
    else if (source.kind === "unreadable") this.#fail(file, source.reason);
    else {
      this.#skipped.push({ file, reason: source.reason });
      if (how === "named") this.io.err(`mlock-lint: ${file}: skipped, ${source.reason}\n`);
    }
  }

  #check(file: string, text: string): CheckResult | undefined {
    try {
      const { read, includeDirs } = this.project;
      const { platforms, defines } = this;
      const request = { file, text, read, platforms, defines, includeDirs: includeDirs(file) };
      return this.engine.check(request);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.#fail(shortPath(file, this.io.cwd), `internal error: ${what}`);
      return undefined;
    }
  }

  #fail(file: string, reason: string): void {
    this.failed = true;
    this.#skipped.push({ file, reason });
    this.io.err(`mlock-lint: ${file}: ${reason}\n`);
  }
}

function formatOf(args: Arguments): (report: Report) => string {
  const name = args.values("format").at(-1) ?? "text";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new Misuse(`unknown format: ${name}\nformats: ${Object.keys(formats).join(", ")}`);
  return format;
}
