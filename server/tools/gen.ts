/** Writes every generated text: the settings in package.json, and pages made from tables. `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSettings } from "../src/lsp/settings";
import { platforms as byId, platformIds } from "../src/platforms/index";
import type { Platform } from "../src/platforms/profile";
import { rules } from "../src/rules/index";

const platforms = platformIds.map((id) => byId[id]);
const command = "npm run gen";
const notice = `<!-- Written by ${command}; edits are lost. -->`;

/** From a file's present text to what it should be. */
const generated: Readonly<Record<string, (present: string) => string>> = {
  "package.json": withConfiguration,
  "README.md": (present) => withBlock(withBlock(present, "rules", ruleTable()), "platforms", platformTable()),
  "docs/settings.md": settingsPage,
  "docs/platforms.md": platformsPage,
};

const root = process.cwd();
const stale = Object.entries(generated).filter(([file, make]) => {
  const path = join(root, file);
  const present = existsSync(path) ? readFileSync(path, "utf8") : "";
  const right = make(present);
  if (right === present) return false;
  if (!process.argv.includes("--check")) writeFileSync(path, right);
  return true;
});

const names = stale.map(([file]) => file).join(", ");
if (!process.argv.includes("--check")) {
  process.stdout.write(names ? `written: ${names}\n` : "nothing to write\n");
} else if (names) {
  process.stderr.write(`out of date: ${names}\nrun \`${command}\`\n`);
  process.exitCode = 1;
}

function withConfiguration(present: string): string {
  const manifest = JSON.parse(present);
  const properties = describeSettings(platformIds).map(
    ({ name, description, scope, schema, default: value }) => [
      name,
      { ...schema, default: value, scope, markdownDescription: description },
    ],
  );
  manifest.contributes.configuration = { title: "mlock-lint", properties: Object.fromEntries(properties) };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function settingsPage(): string {
  const rows = describeSettings(platformIds).map(({ name, description, scope, schema, default: value }) =>
    [
      `## \`${name}\``,
      "",
      description,
      "",
      `Default: \`${JSON.stringify(value)}\`. Scope: ${scope}.`,
      "",
      "```json",
      JSON.stringify(schema),
      "```",
    ].join("\n"),
  );
  const how =
    "Editors other than VS Code send the same names, without the prefix, as `initializationOptions` or answer `workspace/configuration` for the section `mlockLint`. A value that is not understood falls back to its default and is logged once.";
  return ["# Settings", "", notice, "", how, "", rows.join("\n\n"), ""].join("\n");
}

function platformsPage(): string {
  return ["# Platforms", "", notice, "", ...platforms.flatMap(platformSection)].join("\n");
}

function platformSection({ id, title, basis, pageSize, facts }: Platform): string[] {
  const rows = Object.entries(facts).map(
    ([name, { sentence, source }]) => `| \`${name}\` | ${cell(sentence)} | ${cell(source.page)} |`,
  );
  const pages = `Pages are usually ${pageSize.usual} bytes.`;
  return [
    `## ${title} (\`${id}\`)`,
    "",
    `${basis.replace(/\.$/, "")}. ${pages}`,
    "",
    "| fact | what holds | source |",
    "|---|---|---|",
    ...rows,
    "",
  ];
}

function platformTable(): string {
  const rows = platforms.map(({ id, title, basis }) => `| \`${id}\` | ${cell(title)} | ${cell(basis)} |`);
  return ["| name | platform | rests on |", "|---|---|---|", ...rows].join("\n");
}

function ruleTable(): string {
  const rows = rules.map(({ id, summary }) => `| [\`${id}\`](docs/rules/${id}.md) | ${cell(summary)} |`);
  return ["| rule | finds |", "|---|---|", ...rows].join("\n");
}

/** Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function withBlock(present: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} (${command}) -->`, `<!-- end ${name} -->`];
  const [from, to] = [present.indexOf(begin), present.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no block "${begin}" … "${end}"`);
  return `${present.slice(0, from)}${begin}\n${text}\n${present.slice(to)}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
