/** Every library function that is understood, by name. A function that is not here may do anything it can reach. */

import { computingModels } from "./computing";
import { mmanModels } from "./mman";
import type { Model } from "./model";
import { neutrinoModels } from "./neutrino";
import { processModels } from "./process";
import { threadModels } from "./pthread";
import { isSignalSafe } from "./safety";
import { scheduleModels } from "./schedule";
import { solarisModels } from "./solaris";
import { stdioModels } from "./stdio";
import { stdlibModels } from "./stdlib";
import { stringModels } from "./string";
import { sysModels } from "./sys";
import { unistdModels } from "./unistd";

export type { Access, Allocation, Length, Model, ResultKind } from "./model";

/** All rows, by name; where one of them may be called its list says. */
export const rows: readonly Model[] = [
  ...computingModels,
  ...stringModels,
  ...stdlibModels,
  ...stdioModels,
  ...unistdModels,
  ...sysModels,
  ...mmanModels,
  ...processModels,
  ...scheduleModels,
  ...threadModels,
  ...neutrinoModels,
  ...solarisModels,
].map((row) => (isSignalSafe(row.name) ? { ...row, signalSafe: true } : row));

const table = new Map(rows.map((row) => [row.name, row] as const));

export const modelOf = (name: string): Model | undefined => table.get(name);
