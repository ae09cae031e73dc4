/** `mlock-lint check`: files in, findings out. */
import { performance } from "node:perf_hooks";
import { mergeSame, withNames } from "../ide/same";
import type { Arguments } from "./arguments";
import { askedBy, knownTo, optionsOf } from "./asked";
import { fixAll, repairedLine, wishOf } from "./fixing";
import { noteTo, projectOf } from "./input";
import { type ExitCode, exitCodes, type Io, Misuse } from "./io";
import { Rechecker } from "./repair";
import { type Report, reportOf } from "./report";
import { summaryLine, textOf } from "./report-text";
import { Session } from "./session";
import { showConfig } from "./show-config";

const formats: Readonly<Record<string, (report: Report) => string>> = {
  text: textOf,
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};

export async function check(args: Arguments, io: Io): Promise<ExitCode> {
  const started = performance.now();
  const print = formatOf(args);
  const wish = wishOf(args);
  if (args.positionals.length === 0) throw new Misuse("check needs a PATH: a C file or a folder");
  const project = projectOf(args.positionals, optionsOf(args, io.cwd), io.cwd, noteTo(io));
  const engine = await io.openEngine();
  const askedOf = askedBy(args, knownTo(engine), project);
  if (args.flags.has("show-config")) return showConfig(project, askedOf, io);
  const rechecker = wish && new Rechecker(engine);
  const session = new Session(rechecker?.check ?? engine.check, project, askedOf, io);
  const ran = await session.run();
  const fixed = wish && rechecker && (await fixAll(rechecker, wish, ran.results, io));
  const results = (fixed?.results ?? ran.results).map((result) => withNames(result, session.names.of));
  const inConfigs = project.configs.all().flatMap((config) => config.findings);
  const findings = [...mergeSame(results.map((result) => result.findings)), ...inConfigs];
  const suppressed = mergeSame(results.map((result) => result.suppressed));
  const milliseconds = Math.round(performance.now() - started);
  const repaired = wish?.output === "files" ? { repaired: fixed?.repaired ?? [] } : {};
  const report = reportOf({ ...ran, results, findings, suppressed, milliseconds, ...repaired }, io.cwd);
  if (wish?.output !== "diff") io.out(print(report));
  if (wish && fixed) io.err(`${repairedLine(wish, fixed)}\n`);
  io.err(`${summaryLine(report)}\n`);
  if (session.failed || fixed?.failed) return exitCodes.misuse;
  const bad = report.findings.some(({ severity }) => severity === "error" || severity === "warning");
  return bad ? exitCodes.findings : exitCodes.clean;
}

function formatOf(args: Arguments): (report: Report) => string {
  const name = args.values("format").at(-1) ?? "text";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new Misuse(`unknown format: ${name}\nformats: ${Object.keys(formats).join(", ")}`);
  return format;
}
