/** The extension's manifest against the code that it speaks of. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { document } from "../server/src/ide/config/keys";
import { configNames } from "../server/src/ide/config/read";
import { commandNames } from "../server/src/lsp/handlers/commands";
import { folder, mlockLint } from "./support/cli";

const root = dirname(__dirname);
const read = (file: string) => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json"));

test("every declared command is registered, and the reverse", () => {
  const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const client = readdirSync(join(root, "client", "src")).map((name) => read(`client/src/${name}`));
  const registered = client.flatMap((text) =>
    [...text.matchAll(/registerCommand\("([^"]+)"/g)].map(([, name]) => name),
  );
  expect(registered.sort()).toEqual(declared.sort());
});

test("every command is described", () => {
  const page = read("docs/editor.md");
  const titles = manifest.contributes.commands.map(({ title }: { title: string }) => title);
  expect(titles.filter((title: string) => !page.includes(`| ${title} |`))).toEqual([]);
  expect(commandNames.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});

test("the entry is where the build puts it", () => {
  expect(read("scripts/bundles.mjs")).toContain(`outfile: "${manifest.main.replace("./", "")}"`);
});

describe("the problem matcher", () => {
  const [{ regexp, ...groups }] = manifest.contributes.problemPatterns;
  const read = (line: string) => {
    const found = new RegExp(regexp).exec(line);
    return (
      found && ["file", "line", "column", "severity", "message", "code"].map((name) => found[groups[name]])
    );
  };

  test("reads each finding that the command line prints, and not its notes", async () => {
    const cwd = folder({ "a b.c": "int x;\n  FAULT", "c.c": "NOTE" });
    const { out } = await mlockLint(cwd, ["check", "."]);
    expect(out.split("\n").flatMap((line) => read(line)?.join("|") ?? [])).toEqual([
      "a b.c|2|3|error|FAULT is here|fault",
      "c.c|1|1|info|NOTE is here|note",
    ]);
  });

  test("says nothing of open files, which have their findings from the server", () => {
    expect(manifest.contributes.problemMatchers[0]).toMatchObject({
      applyTo: "closedDocuments",
      pattern: `$${groups.name}`,
    });
  });
});

test("what a user's project may run is nothing, so that it works in untrusted folders", () => {
  expect(manifest.capabilities.untrustedWorkspaces).toEqual({ supported: true });
  const settings = Object.keys(manifest.contributes.configuration.properties);
  expect(settings.filter((name) => /path|command|executable/i.test(name))).toEqual([]);
});

test("editors know the configuration's format by its names", () => {
  const [{ fileMatch, url }] = manifest.contributes.jsonValidation;
  expect(fileMatch).toEqual(configNames);
  const schema = JSON.parse(read(url));
  expect(Object.keys(schema.properties)).toEqual(Object.keys(document));
  // Every reference leads somewhere, and a rule's name is completed.
  const references = [...JSON.stringify(schema).matchAll(/"#\/definitions\/(\w+)"/g)].map(([, name]) => name);
  expect(Object.keys(schema.definitions)).toEqual(expect.arrayContaining(references));
  expect(schema.definitions.rules.propertyNames.enum).toContain("bad-flags");
});
