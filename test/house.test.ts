/** Holds the code against docs/architecture.md: who may import whom, file sizes, first lines. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { longFunctions, parseRooms, type Room, strayImports } from "./support/house";

const root = dirname(__dirname);
const source = join(root, "server", "src");
const rooms = parseRooms(readFileSync(join(root, "docs", "architecture.md"), "utf8"));
const core = ["text", "platforms", "sim", "headers", "c", "interp", "rules", "fixes", "ide"];

const sourceFiles = filesBelow(source).map((path) => ({
  name: relative(source, path).replaceAll("\\", "/"),
  text: readFileSync(path, "utf8"),
}));
const allFiles = ["server/src", "server/tools", "client/src", "scripts", "benchmarks", "test"]
  .flatMap((folder) => filesBelow(join(root, folder)))
  // Packages that a tool of its own brought are not ours.
  .filter((path) => !path.includes("node_modules"))
  .map((path) => ({ name: relative(root, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));

describe("arrows", () => {
  test("the table names every room, and the file outside", () => {
    expect(readdirSync(source).sort()).toEqual([...rooms.keys()].sort());
  });

  test("every import is an arrow of the table", () => {
    expect(sourceFiles.flatMap((file) => strayImports(file, rooms))).toEqual([]);
  });

  test("the core imports nothing of Node", () => {
    const outside = core.flatMap((name) => rooms.get(name)?.outside ?? []);
    expect(outside.filter((module) => module.startsWith("node:"))).toEqual([]);
  });

  test("the parser has one door", () => {
    const users = sourceFiles.filter(({ text }) => /["'](web-)?tree-sitter(-c)?["']/.test(text));
    expect(users.map(({ name }) => name)).toEqual(["c/syntax/parse.ts"]);
  });

  test("a stray arrow is seen", () => {
    const toy = new Map<string, Room>([
      ["sim", { rooms: ["platforms"], outside: [] }],
      ["platforms", { rooms: [], outside: [] }],
      ["cli", { rooms: ["sim"], outside: ["node:"] }],
    ]);
    const look = (name: string, text: string) => strayImports({ name, text }, toy);
    expect(look("sim/a.ts", 'import type { P } from "../platforms/p";')).toEqual([]);
    expect(look("cli/a.ts", 'import fs from "node:fs";\nimport { s } from "../sim/s";')).toEqual([]);
    expect(look("sim/a.ts", 'export * from "../cli/a";')).toEqual(["sim/a.ts: sim must not import cli"]);
    expect(look("sim/a.ts", 'await import("node:fs")')).toEqual(["sim/a.ts: sim must not import node:fs"]);
    expect(look("new/a.ts", "")).toEqual(["new/a.ts: the table has no room new"]);
  });
});

describe("every file", () => {
  test("opens with a sentence on what it is for", () => {
    const silent = allFiles.filter(({ text }) => !/^(#!.*\n)?\/\*\*\s[\s\S]*?[.;:]\s*\*\//.test(text));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("has at most 400 lines", () => {
    const long = allFiles.filter(({ text }) => text.split("\n").length > 401);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  test("has no function of more than 60 lines", () => {
    expect(allFiles.flatMap((file) => longFunctions(file, 60))).toEqual([]);
    // All of the code is parsed.
  }, 120_000);

  test("a long function is seen", () => {
    const body = "{\n  work();\n}";
    const long = (text: string) => longFunctions({ name: "a.ts", text }, 2);
    expect(long(`function f() ${body}`)).toEqual(["a.ts:1"]);
    expect(long(`const a = 1;\nconst f = () => ${body};`)).toEqual(["a.ts:2"]);
    expect(long(`class C {\n  f() ${body}\n}`)).toEqual(["a.ts:2"]);
    expect(long(`describe("f", () => ${body});`)).toEqual([]);
    expect(long("function f() {\n}\nfunction g() {}")).toEqual([]);
  });
});

test("one version everywhere", () => {
  const versions = ["package.json", "client/package.json", "server/package.json"].map(
    (file) => JSON.parse(readFileSync(join(root, file), "utf8")).version,
  );
  expect(new Set(versions).size).toBe(1);
});

const pages = [
  "README.md",
  "CHANGELOG.md",
  ...filesBelow(join(root, "docs"), ".md").map((path) => relative(root, path)),
];

test("links between the documents lead somewhere", () => {
  const broken = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8").replaceAll(/```[\s\S]*?```/g, "");
    return [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !existsSync(resolve(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});

test("source files that the documents name are there", () => {
  const isThere = (named: string) => allFiles.some(({ name }) => `/${name}`.endsWith(`/${named}`));
  const gone = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/`([\w./-]+\.(?:ts|mjs))`/g)]
      .filter(([, named = ""]) => !isThere(named))
      .map(([, named]) => `${page}: ${named}`),
  );
  expect(gone).toEqual([]);
});

function filesBelow(folder: string, end = ".ts"): string[] {
  const ends = end === ".ts" ? [".ts", ".mjs", ".cjs"] : [end];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ends.some((suffix) => name.endsWith(suffix)))
    .sort()
    .map((name) => join(folder, name));
}
