/** The extension's manifest against the code that it speaks of. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, test } from "vitest";
import { document } from "../server/src/ide/config/keys";
import { configNames } from "../server/src/ide/config/read";
import { commandNames } from "../server/src/lsp/handlers/commands";
import { folder, mlockLint } from "./support/cli";
import { testEngine } from "./support/engine";

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

test("the walkthrough leads to commands that are there, and its pages are shipped", () => {
  const [{ steps }] = manifest.contributes.walkthroughs;
  const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  const words = JSON.stringify(steps);
  const named = [...words.matchAll(/[cC]ommand:(mlockLint\.\w+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !declared.includes(name ?? ""))).toEqual([]);
  const pages: string[] = steps.map(({ media }: { media: { markdown: string } }) => media.markdown);
  const shipped = readdirSync(join(root, "walkthrough")).map((name) => `walkthrough/${name}`);
  expect([...pages, "walkthrough/sample.c"].sort()).toEqual(shipped.sort());
  expect(manifest.files).toEqual(expect.arrayContaining(["walkthrough", manifest.icon]));
});

test("the sample has a fault of each of the four kinds, and its page names each place", async () => {
  const [text, page] = [read("walkthrough/sample.c"), read("walkthrough/sample.md")];
  const { findings } = (await testEngine()).check({
    file: join(root, "walkthrough", "sample.c"),
    text,
    read: () => "absent",
    platforms: "auto",
    includeDirs: [],
    defines: {},
  });
  const places = findings.map(({ rule, location }) => [rule, text.split("\n")[location.start.line]?.trim()]);
  expect(places).toEqual([
    ["unreferenced-lazy-touch", "ring->head++;"],
    ["missing-privilege", "mlock(ring->data, sizeof ring->data);"],
    ["misaligned-address", "mlock(ring->data, sizeof ring->data);"],
    ["stale-errno", "return errno == EINVAL;"],
  ]);
  for (const words of ["ring->head++", "mlock(ring->data, ", "errno == EINVAL"])
    expect(page).toContain(words);
});

test("the icon is a PNG of the size that galleries want", () => {
  const png = readFileSync(join(root, manifest.icon));
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
});

test("the entry is where the build puts it", () => {
  expect(read("scripts/bundles.mjs")).toContain(`outfile: "${manifest.main.replace("./", "")}"`);
});

test("the protocol's code is loaded only when the entry is", async () => {
  const { bundles } = await import(join(root, "scripts", "bundles.mjs"));
  const row = bundles.find(({ outfile }: { outfile: string }) => manifest.main === `./${outfile}`);
  const options: BuildOptions = { ...row, write: false };
  const { metafile } = await build({ ...options, metafile: true });
  expect(Object.keys(metafile.inputs).filter((path) => path.includes("node_modules"))).toEqual([]);
  const later = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ path }) => path.includes("language-client")),
  );
  expect(new Set(later.map(({ kind }) => kind))).toEqual(new Set(["dynamic-import"]));
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
  expect(schema.definitions.rules.properties["bad-flags"].examples).toContain("off");
});
