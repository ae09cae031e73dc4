#!/usr/bin/env node
/** Stands where VS Code's executable would: opens the VS Code of an npm package in Chromium, with the same arguments. */
import { fork } from "node:child_process";
import { appendFileSync, existsSync, openSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The side package's folder, what opens a page, where pictures go, what VS Code itself says, and what the suite does. */
const {
  MLOCK_LINT_HOST: host,
  MLOCK_LINT_CHROMIUM: chromium,
  MLOCK_LINT_PICTURES: pictures,
  MLOCK_LINT_LOG: log,
  MLOCK_LINT_REPORT: report,
} = process.env;
const require = createRequire(join(host, "package.json"));

const given = readArguments(process.argv.slice(2));
const folders = {
  "user-data-dir": given.one("user-data-dir"),
  "server-data-dir": join(given.one("user-data-dir"), "server"),
  "extensions-dir": given.one("extensions-dir"),
};
if (given.one("install-extension")) await install(given.all("install-extension"));
const driver = await startDriver();
const server = await startServer();
const browser = await require("playwright-core").chromium.launchPersistentContext(
  join(given.one("user-data-dir"), "browser"),
  {
    executablePath: chromium,
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-sync",
    ],
  },
);
const page = browser.pages()[0] ?? (await browser.newPage());
await page.exposeFunction("codeAutomationLog", (_type, words) =>
  appendFileSync(
    log,
    `${words.join(" ")}
`,
  ),
);
await page.exposeFunction("codeAutomationExit", (status) => end(status));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(1));
await page.goto(address());
// A start that fails says nothing, and would wait for ever.
const limits = [
  setTimeout(() => existsSync(report) || end(1), 180_000),
  setTimeout(() => end(1), Number(process.env.MLOCK_LINT_SECONDS) * 1000),
];

/** `--name=value` and `--name`, several of one name, and what is to be opened. */
function readArguments(words) {
  const pairs = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split(/=(.*)/s));
  const all = (name) => pairs.filter(([key]) => key === name).map(([, value = "true"]) => value);
  return { all, one: (name) => all(name)[0], open: words.find((word) => !word.startsWith("-")) };
}

async function startServer() {
  const options = { ...folders, "disable-workspace-trust": process.env.MLOCK_LINT_UNTRUSTED !== "1" };
  const child = startCode(options, { MLOCK_LINT_DRIVER: driver.address });
  const { port } = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (status) => reject(new Error(`VS Code's server ended with ${status}`)));
  });
  return { child, authority: `127.0.0.1:${port}` };
}

async function install(packages) {
  const child = startCode({ ...folders, "install-extension": packages }, {});
  process.exit(await new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1))));
}

function startCode(options, environment) {
  const output = openSync(log, "a");
  return fork(
    fileURLToPath(new URL("serve.mjs", import.meta.url)),
    [join(host, "node_modules/code-server"), JSON.stringify(options)],
    {
      execPath: nodeOfHost(),
      env: { ...process.env, ...environment },
      stdio: ["ignore", output, output, "ipc"],
    },
  );
}

/** Each version wants its own Node, which its side package brings along. */
function nodeOfHost() {
  return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
}

function address() {
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ...given.all("extensionDevelopmentPath").map((path) => ["extensionDevelopmentPath", remote(path)]),
    ["extensionTestsPath", remote(given.one("extensionTestsPath"))],
    ["skipWelcome", "true"],
    ["enableProposedApi", ""],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (given.open) query.set(given.open.endsWith(".code-workspace") ? "workspace" : "folder", given.open);
  else query.set("ew", "true");
  return `http://${server.authority}/?${query}`;
}

/** What a scene can ask of the screen: POST /picture?name=…, /press?keys=…, /write?words=…, /click?at=…, /text?at=… */
async function startDriver() {
  const patience = 60_000;
  const requests = {
    picture: async ({ name }) => {
      const file = `${name.replaceAll(/[^\w, ()-]/g, "")}.png`;
      await page.screenshot({ path: join(pictures, file) });
    },
    press: ({ keys }) => page.keyboard.press(keys),
    write: ({ words }) => page.keyboard.type(words),
    click: ({ at }) => page.locator(at).first().click({ timeout: patience }),
    text: async ({ at }) => {
      await page.locator(at).first().waitFor({ timeout: patience });
      return page.locator(at).allInnerTexts();
    },
  };
  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://driver");
    try {
      const answer = await requests[pathname.slice(1)](Object.fromEntries(searchParams));
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${http.address().port}` };
}

async function end(status) {
  for (const limit of limits) clearTimeout(limit);
  await browser.close();
  server.child.kill();
  process.exit(status);
}
