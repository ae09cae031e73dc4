/** The settings: the one table that the server, package.json and docs/settings.md are made from. */
import { type Keys, ruleLevels, rulesShape } from "../ide/config/keys";
import type { Severities, Severity } from "../ide/types";

export interface Settings {
  readonly enable: boolean;
  readonly platforms: NonNullable<Keys["platforms"]>;
  readonly rules: Severities;
  readonly includeDirs: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
}

type Schema = Readonly<Record<string, unknown>>;

interface Row<Value> {
  readonly description: string;
  readonly default: Value;
  readonly scope: "resource" | "window";
  /** What its value is, for people. */
  readonly takes: string;
  readonly schema: (platforms: readonly string[]) => Schema;
  /** Undefined: not a value of this setting. */
  readonly read: (value: unknown, platforms: readonly string[]) => Value | undefined;
}

type Rows = { readonly [Key in keyof Settings]: Row<Settings[Key]> };

export const section = "mlockLint";

const rows: Rows = {
  enable: {
    description: "Report memory-locking faults in C files.",
    default: true,
    scope: "resource",
    takes: "`true` or `false`",
    schema: () => ({ type: "boolean" }),
    read: (value) => (typeof value === "boolean" ? value : undefined),
  },
  platforms: {
    description:
      "Platforms to check the code for. `auto`: those that each file shows by its headers, macros and calls.",
    default: "auto",
    scope: "resource",
    takes: "`auto`, or a list of [platforms](platforms.md)",
    schema: (platforms) => ({
      anyOf: [
        { enum: ["auto"] },
        { type: "array", items: { enum: platforms }, uniqueItems: true, minItems: 1 },
      ],
    }),
    read: readPlatforms,
  },
  rules: {
    description:
      "Severity of each rule's findings: `error`, `warning`, `info`, `hint`; or `off`, to report none.",
    default: {},
    scope: "resource",
    takes: "an object: a rule, and for it a severity or `off`",
    schema: () => rulesShape.schema,
    read: readRules,
  },
  includeDirs: {
    description:
      "Folders that `#include` searches, relative to the workspace folder. Folders of `compile_commands.json`, `include` and `src` are found without being named; files outside the workspace are not read.",
    default: [],
    scope: "resource",
    takes: "a list of folders",
    schema: () => ({ type: "array", items: { type: "string" } }),
    read: (value) => (isStrings(value) ? value : undefined),
  },
  defines: {
    description: "Macros that the compiler's command line defines: name and replacement text.",
    default: {},
    scope: "resource",
    takes: "an object: the name of a macro, and for it its text",
    schema: () => ({ type: "object", additionalProperties: { type: "string" } }),
    read: readDefines,
  },
};

/** The language client reads this one; the server only must not call it unknown. */
const clientRows = {
  "trace.server": {
    description: "Write the messages between the editor and the server to the output channel.",
    default: "off",
    scope: "window",
    takes: "`off`, `messages` or `verbose`",
    schema: () => ({ type: "string", enum: ["off", "messages", "verbose"] }),
  },
} as const;

export const defaultSettings: Settings = {
  enable: rows.enable.default,
  platforms: rows.platforms.default,
  rules: rows.rules.default,
  includeDirs: rows.includeDirs.default,
  defines: rows.defines.default,
};

/** Reads what a client sent, whatever it is. Each bad value falls back to its default and is a problem to log. */
export function readSettings(
  sent: unknown,
  platforms: readonly string[],
): { readonly settings: Settings; readonly problems: readonly string[] } {
  const values = isRecord(sent) ? sent : {};
  const problems = Object.keys(values)
    .filter(
      (key) => !Object.hasOwn(rows, key) && !Object.keys(clientRows).some((row) => row.split(".")[0] === key),
    )
    .map((key) => `unknown setting: ${section}.${key}`);
  const read = <Key extends keyof Settings>(key: Key): Settings[Key] => {
    const value = values[key];
    // An editor sends null for what nobody has set.
    if (value === undefined || value === null) return rows[key].default;
    const good = rows[key].read(value, platforms);
    if (good === undefined) problems.push(`${section}.${key} is not understood: ${JSON.stringify(value)}`);
    return good ?? rows[key].default;
  };
  const settings = {
    enable: read("enable"),
    platforms: read("platforms"),
    rules: read("rules"),
    includeDirs: read("includeDirs"),
    defines: read("defines"),
  };
  return { settings, problems };
}

/** Rows for documents. */
export function describeSettings(platforms: readonly string[]) {
  return Object.entries({ ...rows, ...clientRows }).map(([key, row]) => ({
    name: `${section}.${key}`,
    description: row.description,
    default: row.default as unknown,
    scope: row.scope,
    takes: row.takes,
    schema: row.schema(platforms) as Schema,
  }));
}

function readPlatforms(value: unknown, known: readonly string[]): Settings["platforms"] | undefined {
  if (value === "auto") return value;
  const named = typeof value === "string" ? [value] : value;
  if (!isStrings(named) || named.length === 0) return undefined;
  return named.every((id) => known.includes(id)) ? (named as Settings["platforms"]) : undefined;
}

/** A rule that nobody knows, perhaps of a later version, does no harm. */
function readRules(value: unknown): Settings["rules"] | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  const known: readonly unknown[] = ruleLevels;
  return entries.every((entry): entry is [string, Severity | "off"] => known.includes(entry[1]))
    ? Object.fromEntries(entries)
    : undefined;
}

function readDefines(value: unknown): Settings["defines"] | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === "string")
    ? Object.fromEntries(entries)
    : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
