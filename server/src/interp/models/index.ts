/** Every library function that is understood, by name. A function that is not here may do anything it can reach. */
import type { Model } from "./model";
import { stdioModels } from "./stdio";
import { stdlibModels } from "./stdlib";
import { stringModels } from "./string";
import { systemModels } from "./system";

export type { Access, Allocation, Length, Model, ResultKind } from "./model";

const table = new Map<string, Model>();
for (const model of [...stringModels, ...stdlibModels, ...stdioModels, ...systemModels])
  table.set(model.name, model);

export const modelOf = (name: string): Model | undefined => table.get(name);
