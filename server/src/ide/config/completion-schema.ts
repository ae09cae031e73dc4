/** The format for an editor that completes and explains by a schema, and hears from the language server what is wrong. */
import { configSchema } from "./keys";
import type { Schema } from "./shapes";

/** What a validator would complain by. Types, too: "yes" for a flag is one mistake, not two. */
const demands = new Set([
  "type",
  "pattern",
  "required",
  "minItems",
  "minimum",
  "maximum",
  "propertyNames",
  "enum",
  "additionalProperties",
  "errorMessage",
]);

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

/** Fits every document. Words that may stand somewhere are examples there, and the names of a table are properties. */
export const completionSchema: Schema = { ...withoutDemands(configSchema), allowTrailingCommas: true };

function withoutDemands(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([key]) => !demands.has(key));
  const own = Object.fromEntries(kept.map(([key, value]) => [key, within(key, value)]));
  const { enum: words, propertyNames, additionalProperties } = schema;
  const others = isSchema(additionalProperties) ? withoutDemands(additionalProperties) : undefined;
  const names = isSchema(propertyNames) && Array.isArray(propertyNames.enum) ? propertyNames.enum : undefined;
  return {
    ...own,
    ...(words ? { examples: words } : {}),
    ...(others && names ? { properties: Object.fromEntries(names.map((name) => [name, others])) } : {}),
    ...(others && !names ? { additionalProperties: others } : {}),
  };
}

function within(key: string, value: unknown): unknown {
  if (key === "properties" || key === "definitions")
    return Object.fromEntries(
      Object.entries(value as object).map(([name, one]) => [name, withoutDemands(one)]),
    );
  if (key === "items") return withoutDemands(value as Schema);
  if (key === "anyOf") return (value as readonly Schema[]).map(withoutDemands);
  return value;
}
