/**
 * Makes what is published, in `out/`: one VSIX for every system, and the npm package with the command line. Each is first
 * laid out as a folder that holds what is shipped and nothing else. A warning of the tools that check them is an error.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../bundles.mjs";
import { thirdPartyNotices } from "./notices.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(root, "out");
const largestVsix = 3 * 1024 * 1024;

/** The native parser as it is looked for at run time: compiled files for each system, and what chooses among them. */
const nativeFiles = {
  "tree-sitter": ["package.json", "index.js", "LICENSE", "prebuilds"],
  "tree-sitter-c": ["package.json", "bindings/node/index.js", "LICENSE", "prebuilds"],
  "node-gyp-build": ["package.json", "index.js", "node-gyp-build.js", "LICENSE"],
};
/** Goes without, on WebAssembly: with it the VSIX would be larger than it may, and this is the rarest of the six. */
const leftOut = "win32-arm64";
const texts = ["README.md", "CHANGELOG.md", "LICENSE"];
const noticesFile = "THIRD-PARTY-NOTICES.md";

rmSync(out, { recursive: true, force: true });
if (!existsSync(join(here, "node_modules"))) run("npm", ["ci", "--ignore-scripts"], here);
run(process.execPath, [join(root, "scripts", "build.mjs")], root);
const notices = await thirdPartyNotices(Object.keys(nativeFiles));
packExtension();
packCommandLine();

function packExtension() {
  const folder = join(out, "extension");
  const { workspaces, devDependencies, scripts, private: _, files, ...manifest } = readJson("package.json");
  copyAll([...files, ...texts], root, folder);
  for (const [name, parts] of Object.entries(nativeFiles)) {
    const to = join(folder, "server", "dist", "node_modules", name);
    copyAll(parts, join(root, "node_modules", name), to);
    rmSync(join(to, "prebuilds", leftOut), { recursive: true, force: true });
  }
  writeFileSync(join(folder, noticesFile), notices);
  writeJson(join(folder, "package.json"), { ...manifest, files: [...files, ...texts, noticesFile] });
  const vsix = join(out, `mlock-lint-${manifest.version}.vsix`);
  checked("vsce", ["package", "--no-dependencies", "--out", vsix], folder);
  if (statSync(vsix).size > largestVsix) throw new Error(`${vsix} has more than ${largestVsix} bytes`);
}

function packCommandLine() {
  const folder = join(out, "npm");
  const { dependencies, ...manifest } = readJson("server/package.json");
  copyAll(manifest.files, join(root, "server"), folder);
  copyAll(texts, root, folder);
  writeFileSync(join(folder, noticesFile), notices);
  // All but the native parser is in the bundles.
  const shipped = Object.entries(dependencies).filter(([name]) => name in nativeFiles);
  writeJson(join(folder, "package.json"), {
    ...manifest,
    files: [...manifest.files, "CHANGELOG.md", noticesFile],
    dependencies: Object.fromEntries(shipped),
  });
  checked("publint", ["run", folder, "--strict"], folder);
  run("npm", ["pack", "--pack-destination", out], folder);
}

function copyAll(parts, from, to) {
  for (const part of parts) {
    mkdirSync(dirname(join(to, part)), { recursive: true });
    cpSync(join(from, part), join(to, part), { recursive: true });
  }
}

/** A tool of this folder's own packages, that has nothing to warn of. */
function checked(tool, args, cwd) {
  const { status, stdout, stderr } = spawnSync(join(here, "node_modules", ".bin", tool), args, {
    cwd,
    encoding: "utf8",
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (status !== 0 || /\bwarning/i.test(stdout + stderr)) throw new Error(`${tool} has something to say`);
}

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
