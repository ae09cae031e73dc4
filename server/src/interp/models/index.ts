/** Every library function that is understood, by name. A function that is not here may do anything it can reach. */

import { computingModels } from "./computing";
import { mmanModels } from "./mman";
import type { Model } from "./model";
import { neutrinoModels } from "./neutrino";
import { processModels } from "./process";
import { threadModels } from "./pthread";
import { scheduleModels } from "./schedule";
import { solarisModels } from "./solaris";
import { stdioModels } from "./stdio";
import { stdlibModels } from "./stdlib";
import { stringModels } from "./string";
import { sysModels } from "./sys";
import { unistdModels } from "./unistd";

export type { Access, Allocation, Length, Model, ResultKind } from "./model";

const table = new Map<string, Model>();
for (const rows of [
  computingModels,
  stringModels,
  stdlibModels,
  stdioModels,
  unistdModels,
  sysModels,
  mmanModels,
  processModels,
  scheduleModels,
  threadModels,
  neutrinoModels,
  solarisModels,
]) {
  for (const row of rows) table.set(row.name, row);
}

export const modelOf = (name: string): Model | undefined => table.get(name);
