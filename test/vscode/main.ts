/** `npm run test:vscode`: runs the scenes inside VS Code, the newest and the oldest that we support, where they can be had. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveCliPathFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { findHosts, type Host } from "./hosts";
import { type Session, sessions } from "./sessions";

const root = process.cwd();
const here = join(root, "test/vscode");
const cache = join(root, ".vscode-test");
const say = (line: string) => void process.stdout.write(`${line}\n`);

const { values: options } = parseArgs({
  options: {
    /** `latest`, `oldest`, or both. */
    version: { type: "string", multiple: true, default: ["latest", "oldest"] },
    /** Only these of the sessions. */
    session: { type: "string", multiple: true, default: sessions.map(({ name }) => name) },
    /** Only scenes whose title fits this regular expression. */
    scenes: { type: "string", default: "" },
    /** How long the scripted editing run lasts. */
    minutes: { type: "string", default: "0.5" },
    /** A session that takes longer has failed. */
    seconds: { type: "string", default: "900" },
    /** Without any VS Code: say so, and let that be no failure. */
    "if-possible": { type: "boolean", default: false },
  },
});

/** Nothing that asks, moves or comes up by itself. */
const settings = {
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
};

/** As many of a session that failed are said again at the end. */
const lastLines = 25;

process.exitCode = await main();

async function main(): Promise<number> {
  const hosts = await findHosts(cache, options.version, say);
  if (hosts.length === 0) {
    say("No scene was run: no VS Code can be had on this machine.");
    return options["if-possible"] ? 0 : 1;
  }
  const suite = await bundleSuite("index", "node");
  const suiteInBrowser = await bundleSuite("browser", "browser");
  const outcomes: string[] = [];
  let failed = 0;
  for (const host of hosts) {
    for (const session of sessions.filter(({ name }) => options.session.includes(name))) {
      const reason = reasonAgainst(session, host);
      if (reason) {
        outcomes.push(`left out  VS Code ${host.title}: ${session.title}: ${reason}`);
        continue;
      }
      say(`\nVS Code ${host.title}: ${session.title}`);
      const { passed, lastWords } = await play(host, session, session.browser ? suiteInBrowser : suite);
      outcomes.push(`${passed ? "passed" : "FAILED"}  VS Code ${host.title}: ${session.title}`);
      if (passed) continue;
      failed++;
      outcomes.push(...lastWords);
    }
  }
  say(`\n${outcomes.join("\n")}`);
  return failed > 0 ? 1 : 0;
}

/** A host that does not come up gets a second chance; scenes that fail have failed. */
async function play(host: Host, session: Session, suite: string): Promise<Outcome> {
  const first = await start(host, session, suite);
  if (first.passed || first.hasStarted) return first;
  say("No scene was reached: it is started once more.");
  return start(host, session, suite);
}

interface Outcome {
  readonly passed: boolean;
  /** The suite was reached. */
  readonly hasStarted: boolean;
  /** Of the suite, or else of VS Code itself: who sees only the end of the output sees why. */
  readonly lastWords: readonly string[];
}

function reasonAgainst(session: Session, host: Host): string | undefined {
  if (!host.isDownloaded) return undefined;
  if (session.untrusted) return "runTests() has it trust everything";
  return session.browser && "it is no browser";
}

async function start(host: Host, session: Session, suite: string): Promise<Outcome> {
  const place = mkdtempSync(join(tmpdir(), "mlock-lint-vscode-"));
  const pictures = join(cache, "pictures", host.name);
  const log = join(cache, `${host.name}-${session.name}.log`);
  const report = join(place, "report");
  const extensions = join(place, "extensions");
  mkdirSync(pictures, { recursive: true });
  rmSync(log, { force: true });
  cpSync(join(here, "workspaces"), join(place, "workspaces"), { recursive: true });
  mkdirSync(join(place, "user/User"), { recursive: true });
  writeFileSync(join(place, "user/User/settings.json"), JSON.stringify({ ...settings, ...session.settings }));
  // Installed: not every host can develop several extensions at once.
  for (const name of session.beside) {
    cpSync(join(here, name), join(extensions, name), { recursive: true });
  }
  const environment = { ...host.environment, MLOCK_LINT_LOG: log };
  const folders = [`--user-data-dir=${join(place, "user")}`, `--extensions-dir=${extensions}`];
  const reading = followReport(report);
  try {
    if (session.installed) install(host, [...folders, `--install-extension=${makePackage()}`], environment);
    await runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: session.installed ? join(here, "bare") : root,
      extensionTestsPath: suite,
      launchArgs: [
        ...(session.open === undefined ? [] : [join(place, "workspaces", session.open)]),
        ...folders,
      ],
      extensionTestsEnv: {
        ...environment,
        ...(session.untrusted ? { MLOCK_LINT_UNTRUSTED: "1" } : {}),
        MLOCK_LINT_PICTURES: pictures,
        MLOCK_LINT_REPORT: report,
        MLOCK_LINT_SESSION: session.name,
        MLOCK_LINT_SECONDS: options.seconds,
        MLOCK_LINT_SCENES: options.scenes,
        MLOCK_LINT_MINUTES: options.minutes,
      },
    });
    return { passed: true, hasStarted: true, lastWords: [] };
  } catch (error) {
    const hasStarted = existsSync(report);
    const words = [report, log].find((path) => existsSync(path));
    const said = words === undefined ? String(error) : readFileSync(words, "utf8");
    if (existsSync(log)) say(`What VS Code itself said: ${log}`);
    return { passed: false, hasStarted, lastWords: said.trimEnd().split("\n").slice(-lastLines) };
  } finally {
    reading.end();
    // Processes of the host that still end write into their profile for a while.
    rmSync(place, { recursive: true, force: true, maxRetries: 30 });
  }
}

/** As a user does it from a file. */
function install(host: Host, words: readonly string[], environment: Readonly<Record<string, string>>): void {
  const { executable, isDownloaded } = host;
  const program = isDownloaded ? resolveCliPathFromVSCodeExecutablePath(executable) : executable;
  execFileSync(program, words, { env: { ...process.env, ...environment }, stdio: "inherit" });
}

let packed: string | undefined;

/** The VSIX, made of the sources as they are now, once. */
function makePackage(): string {
  if (packed === undefined) {
    execFileSync(process.execPath, [join(root, "scripts/packaging/main.mjs")], { stdio: "pipe" });
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    packed = join(root, "out", `mlock-lint-${version}.vsix`);
  }
  return packed;
}

/** Says what the suite has written, while it writes. */
function followReport(path: string): { end(): void } {
  let said = 0;
  const read = () => {
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    // A browser's suite writes it anew, and for a moment it is shorter.
    if (text.length < said) return;
    process.stdout.write(text.slice(said));
    said = text.length;
  };
  const timer = setInterval(read, 500);
  return {
    end() {
      clearInterval(timer);
      read();
    },
  };
}

/** An extension host loads CommonJS; mocha finds its own files only where it is installed. */
async function bundleSuite(entry: string, platform: "node" | "browser"): Promise<string> {
  const outfile = join(cache, `suite-${entry}.js`);
  await build({
    entryPoints: [join(here, `suite/${entry}.ts`)],
    outfile,
    bundle: true,
    platform,
    format: "cjs",
    target: "es2022",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}
