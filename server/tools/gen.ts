/** Writes every generated text: the settings in package.json, and pages made from tables. `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completionSchema } from "../src/ide/config/completion-schema";
import { document as configKeys, configSchema } from "../src/ide/config/keys";
import { configNames } from "../src/ide/config/read";
import { type Chapter, chapters, factTitles } from "../src/ide/pages/fact-titles";
import {
  factOf,
  factText,
  groupsOf,
  pagesOf,
  platformName,
  platformNames,
} from "../src/ide/pages/fact-words";
import { hasNumbers } from "../src/ide/pages/tables";
import { describeSettings } from "../src/lsp/settings";
import { allIds, platforms as byId, platformIds } from "../src/platforms/index";
import type { FactName } from "../src/platforms/profile";
import { rules } from "../src/rules/index";
import { attributeEntries } from "../src/sim/transcript/attributes";
import { callEntries } from "../src/sim/transcript/calls";
import { pageWords, worldWords } from "../src/sim/transcript/lines";
import { settings } from "../src/sim/transcript/settings";
import { grammars } from "./grammar";

const platforms = allIds.map((id) => byId[id]);
const footnote = "† documentation only: too little of them is known to check code for them.";
const command = "npm run gen";
const notice = `<!-- Written by ${command}; edits are lost. -->`;

const schemaFile = "schema/mlock-lint.schema.json";
/** VS Code's: mistakes it hears from the server, which has better words for them. */
const completionFile = "schema/completion.schema.json";

/** From a file's present text to what it should be. */
const generated: Readonly<Record<string, (present: string) => string>> = {
  "package.json": withConfiguration,
  "README.md": (present) => withBlock(withBlock(present, "rules", ruleTable()), "platforms", platformTable()),
  "docs/settings.md": settingsPage,
  "docs/configuration.md": (present) => withBlock(present, "keys", keyTable()),
  "docs/platforms.md": platformsPage,
  [schemaFile]: () => jsonText(configSchema),
  [completionFile]: () => jsonText(completionSchema),
  ...Object.fromEntries(Object.entries(grammars).map(([file, grammar]) => [file, () => jsonText(grammar)])),
  "docs/simulating.md": withLanguage,
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
    ({ name, description, scope, schema, default: value }, order) => [
      name,
      { ...schema, default: value, order, scope, markdownDescription: description },
    ],
  );
  manifest.contributes.configuration = { title: "mlock-lint", properties: Object.fromEntries(properties) };
  manifest.contributes.grammars = Object.entries(grammars).map(([file, { scopeName }]) => ({
    scopeName,
    path: `./${file}`,
    injectTo: ["source.c", "source.cpp"],
  }));
  manifest.contributes.jsonValidation = [{ fileMatch: configNames, url: `./${completionFile}` }];
  // Comments may stand in it.
  manifest.contributes.languages = [{ id: "jsonc", filenames: configNames }];
  return jsonText(manifest);
}

function keyTable(): string {
  const rows = Object.entries(configKeys).map(([key, { description, shape }]) => {
    return `| \`${key}\` | ${cell(shape.title)} | ${cell(description)} |`;
  });
  return ["| key | takes | means |", "|---|---|---|", ...rows].join("\n");
}

function settingsPage(): string {
  const rows = describeSettings(platformIds).map(({ name, description, scope, takes, default: value }) =>
    [
      `## \`${name}\``,
      "",
      description,
      "",
      `Takes ${takes}. Default: \`${JSON.stringify(value)}\`. Scope: ${scope}.`,
    ].join("\n"),
  );
  const how =
    "Editors other than VS Code send the same names, without the prefix, as `initializationOptions` or answer `workspace/configuration` for the section `mlockLint`. A value that is not understood falls back to its default and is logged once.";
  return ["# Settings", "", notice, "", how, "", rows.join("\n\n"), ""].join("\n");
}

/** Fact by fact, so that platforms stand side by side; those that say the same stand together. */
function platformsPage(): string {
  const rows = platforms.map((platform) => {
    const { id, dataModel, pageSize, privilege, basis } = platform;
    const usual = hasNumbers(platform) ? pageSize.usual : "";
    const cells = [`\`${id}\``, platformName(platform), dataModel, usual, privilege?.name ?? "", basis];
    return `| ${cells.map((text) => cell(String(text))).join(" | ")} |`;
  });
  return [
    "# Platforms",
    "",
    notice,
    "",
    "| name | platform | data model | page size (bytes) | privilege | rests on |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
    footnote,
    "",
    ...Object.values(chapters).flatMap(chapterSection),
  ].join("\n");
}

function chapterSection({ title, facts }: Chapter): string[] {
  return [`## ${title}`, "", ...[...facts].flatMap(factSection)];
}

function factSection(name: FactName): string[] {
  const groups = groupsOf(platforms, (platform) => factText(factOf(platform, name)));
  const lines = groups.map(({ text, platforms: members }) => {
    const pages = pagesOf(members.map((platform) => factOf(platform, name)));
    return `- **${platformNames(members)}:** ${text}${pages}`;
  });
  return [`### ${factTitles[name]} (\`${name}\`)`, "", ...lines, ""];
}

function platformTable(): string {
  const rows = platforms.map(
    (platform) => `| \`${platform.id}\` | ${cell(platformName(platform))} | ${cell(platform.basis)} |`,
  );
  return ["| name | platform | rests on |", "|---|---|---|", ...rows, "", footnote].join("\n");
}

function ruleTable(): string {
  const rows = rules.map(({ id, summary }) => `| [\`${id}\`](docs/rules/${id}.md) | ${cell(summary)} |`);
  return ["| rule | finds |", "|---|---|", ...rows].join("\n");
}

/** What a transcript may say, from the tables that it is read by. */
function withLanguage(present: string): string {
  const looks = [...Object.values(pageWords), ...Object.values(worldWords)];
  const tables = { settings: Object.values(settings), calls: callEntries, memory: attributeEntries, looks };
  return Object.entries(tables).reduce((text, [name, entries]) => {
    const rows = entries.map(({ spelling, means }) => `| \`${cell(spelling)}\` | ${cell(means)} |`);
    return withBlock(text, name, ["| spelling | means |", "|---|---|", ...rows].join("\n"));
  }, present);
}

/** Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function withBlock(present: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} (${command}) -->`, `<!-- end ${name} -->`];
  const [from, to] = [present.indexOf(begin), present.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no block "${begin}" … "${end}"`);
  return `${present.slice(0, from)}${begin}\n${text}\n${present.slice(to)}`;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
