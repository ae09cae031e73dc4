/** What a project's configuration may say: one table, of which the reader, the schema and the page are made. */
import { platformIds } from "../../platforms";
import { severities } from "../types";
import { knownFunctions, ruleIds } from "./names";
import { choice, either, flag, list, number, record, type Schema, type Shape, table, text } from "./shapes";

/** What a rule can be set to. */
export const ruleLevels = [...severities, "off"] as const;

export const rulesShape = table({ known: ruleIds, what: "a rule" }, choice(ruleLevels, "a severity"));
const platformsShape = either(
  choice(["auto"], "auto"),
  list(choice(platformIds, "a platform that code can be checked for"), 1),
  (node) => node.type === "string",
);

const pageSizeTitle = "a number of bytes, a power of two from 512 to 1073741824";
const isPageSize = (bytes: number) => Number.isInteger(Math.log2(bytes)) && bytes >= 512 && bytes <= 2 ** 30;
const bytes = number("a number of bytes", (value) => Number.isSafeInteger(value) && value >= 0, {
  type: "integer",
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
});
const functionName = text("the name of a function", "^[A-Za-z_][A-Za-z0-9_]*$");

/** What may be said of all files, or of some. */
export const keys = {
  platforms: {
    description:
      "Platforms to check the code for. `auto`: those that each file shows by its headers, macros and calls.",
    shape: platformsShape,
  },
  pageSize: {
    description: "The page size of the project's machines, in bytes, on every platform.",
    shape: number(pageSizeTitle, isPageSize, {
      enum: Array.from({ length: 22 }, (_, i) => 2 ** (i + 9)),
    }),
  },
  limits: {
    description: "Resource limits that a process of the project starts with.",
    shape: record("an object: memlock, and its limit", {
      memlock: {
        description: "How much it may lock (`RLIMIT_MEMLOCK`), in bytes, soft and hard; or `unlimited`.",
        shape: either(choice(["unlimited"], "unlimited"), bytes, (node) => node.type === "string"),
      },
    }),
  },
  rules: {
    description: "Severity of each rule's findings; or `off`, to report none.",
    shape: rulesShape,
  },
  interruptHandlers: {
    description:
      "Functions that run in interrupt context, although nothing in their file attaches them. `*` stands for any characters: `*_isr`.",
    shape: list(text("the name of a function, in which * and ? may stand", "^[A-Za-z_*?][A-Za-z0-9_*?]*$")),
  },
  criticalSections: {
    description: "Pairs of functions or macros between which interrupts are disabled.",
    shape: list(
      record(
        "an object: enter, leave, and a function for each",
        {
          enter: { description: "Disables interrupts.", shape: functionName },
          leave: { description: "Enables them again.", shape: functionName },
        },
        ["enter", "leave"],
      ),
    ),
  },
  functions: {
    description:
      "The project's own functions that do what a known one does: they take the same arguments in the same order, and return the same.",
    shape: table(
      { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", what: "the name of a function" },
      record(
        "an object: like, and a known function",
        {
          like: {
            description: "The known function.",
            shape: choice(knownFunctions, "a function that is known"),
          },
        },
        ["like"],
      ),
    ),
  },
  includeDirs: {
    description:
      "Folders that `#include` searches, relative to this file's folder. Files outside of the project are not read.",
    shape: list(text("the name of a folder")),
  },
  defines: {
    description: "Macros that the compiler's command line defines: name and replacement text.",
    shape: table(
      { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", what: "the name of a macro" },
      text("the text of a macro", "^[^\\r\\n]*$"),
    ),
  },
} as const;

type ValueOf<S> = S extends Shape<infer Value> ? Value : never;

/** What was said; nothing is filled in. */
export type Keys = { readonly [Key in keyof typeof keys]?: ValueOf<(typeof keys)[Key]["shape"]> };

/** By name rather than as a whole are combined: */
export const byName = ["limits", "rules", "functions", "defines"] as const satisfies readonly (keyof Keys)[];

const $schema = { description: "Where this format is described.", shape: text("an address") };

const overrides = {
  description: "What holds for some files only; of those that fit, what comes later counts more.",
  shape: list(
    record(
      "an object: files, and what holds for them",
      {
        files: {
          description:
            "Which files: paths from this file's folder, with `*`, `**`, `?` and `{a,b}`; without a slash in every folder, with one at the end all below.",
          shape: list(text("a pattern of paths"), 1),
        },
        ...keys,
      },
      ["files"],
    ),
  ),
};

const root = { description: "No configuration further up is looked for.", shape: flag };

export const document = { $schema, root, ...keys, overrides } as const;
export const documentShape = record("an object", document);

/** Each key once, wherever it may stand. */
export const configSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Configuration of mlock-lint for a project",
  ...withReferences(documentShape.schema),
  definitions: Object.fromEntries(
    Object.entries(keys).map(([key, { description, shape }]) => [key, { description, ...shape.schema }]),
  ),
};

/** Of the document, and of the objects in its list of overrides. */
function withReferences(schema: Schema): Schema {
  const properties = Object.entries(schema.properties as Readonly<Record<string, Schema>>).map(
    ([key, own]) => {
      if (Object.hasOwn(keys, key)) return [key, { $ref: `#/definitions/${key}` }];
      return [key, key === "overrides" ? { ...own, items: withReferences(own.items as Schema) } : own];
    },
  );
  return { ...schema, properties: Object.fromEntries(properties) };
}
