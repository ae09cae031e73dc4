/** The built product, started as a user starts it. */
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { folder } from "./support/cli";

const root = dirname(__dirname);
const bin = join(root, "server", "bin", "mlock-lint.js");

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(command: string, args: readonly string[], cwd = root): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...args], { cwd, maxBuffer: 1 << 26 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

const node = (...args: readonly string[]) => start(process.execPath, [bin, ...args]);

beforeAll(async () => {
  const built = await start(process.execPath, [join(root, "scripts", "build.mjs")]);
  expect(built).toEqual({ code: 0, stdout: "", stderr: "" });
}, 120_000);

test("it starts and knows its version", async () => {
  expect(await node("--version")).toEqual({ code: 0, stdout: "mlock-lint 0.1.0\n", stderr: "" });
});

test("misuse is status 2", async () => {
  expect((await node("chekc")).code).toBe(2);
});

test("a large output is not cut where a pipe's buffer ends", async () => {
  const names = Array.from({ length: 3000 }, (_, i) => [`file${i}.c`, "\0"] as const);
  const cwd = folder(Object.fromEntries(names));
  const { code, stdout } = await node("check", "--format", "json", cwd);
  expect(stdout.length).toBeGreaterThan(1 << 17);
  expect([code, JSON.parse(stdout).summary.skipped.length]).toEqual([0, 3000]);
});

test.skipIf(process.platform === "win32")("a reader that leaves early is no fault", async () => {
  const names = Array.from({ length: 3000 }, (_, i) => [`file${i}.c`, "\0"] as const);
  const cwd = folder(Object.fromEntries(names));
  const line = `"${process.execPath}" "${bin}" check --format json "${cwd}" | head -c 10`;
  const { stderr } = await start("sh", ["-c", line]);
  expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^no findings in 3000 files/)]);
});

test("without a build it says how to make one", async () => {
  const cwd = folder({});
  mkdirSync(join(cwd, "bin"));
  cpSync(bin, join(cwd, "bin", "mlock-lint.js"));
  const { code, stderr } = await start(process.execPath, [join(cwd, "bin", "mlock-lint.js"), "rules"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("npm run build")]);
});

describe("the language server", () => {
  test("speaks over standard input and output, and ends when it is told to", async () => {
    const server = spawn(process.execPath, [bin, "lsp"], { stdio: ["pipe", "pipe", "pipe"] });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.listen();
    const answer = await client.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    expect(answer).toMatchObject({ serverInfo: { name: "mlock-lint", version: "0.1.0" } });
    await client.sendRequest("shutdown");
    await client.sendNotification("exit");
    expect(await ended).toBe(0);
  });

  test("ends when its client is gone", async () => {
    const server = spawn(process.execPath, [bin, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.stdin.end();
    expect(await ended).toBe(1);
  });
});
