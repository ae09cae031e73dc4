/** What holds for one file: what its configurations say, the nearest first, over what somebody says otherwise. */
import { joinPath } from "../../c/preprocess/includes";
import type { CheckRequest } from "../types";
import { byName, type Keys } from "./keys";
import type { ConfigFile } from "./read";

/** Of two voices the second counts more: as a whole, or name by name where there are names. */
export function over(weaker: Keys, stronger: Keys): Keys {
  const both = { ...weaker, ...definedOf(stronger) };
  const joined = byName.flatMap((key) =>
    weaker[key] && stronger[key] ? [[key, { ...weaker[key], ...stronger[key] }]] : [],
  );
  return { ...both, ...Object.fromEntries(joined) };
}

/** `configs`: the nearest first. Folders are absolute in the result. */
export function keysFor(file: string, configs: readonly ConfigFile[]): Keys {
  return [...configs].reverse().reduce<Keys>((outer, config) => {
    const { folder, keys, overrides } = config;
    const path = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
    const fitting = path === undefined ? [] : overrides.filter(({ fits }) => fits(path));
    return [keys, ...fitting.map((one) => one.keys)]
      .map((own) => withFolders(own, folder))
      .reduce(over, outer);
  }, {});
}

/** What a project says of a check, but for how files are compiled. */
export type ProjectRequest = Pick<
  CheckRequest,
  "platforms" | "severitiesIn" | "interruptHandlers" | "pageSize" | "lockLimit"
>;

/** `keysOf`: what holds for each file in which findings may lie. */
export function requestFor(file: string, keysOf: (file: string) => Keys): ProjectRequest {
  const { platforms = "auto", interruptHandlers = [], pageSize, limits } = keysOf(file);
  const limit = limits?.memlock;
  return {
    platforms,
    interruptHandlers,
    severitiesIn: (at) => keysOf(at).rules ?? {},
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(limit === undefined ? {} : { lockLimit: limit === "unlimited" ? Number.POSITIVE_INFINITY : limit }),
  };
}

/** The project's functions that stand for known ones; a critical section's for QNX's, which disable and enable interrupts. */
export function aliasesIn({ functions = {}, criticalSections = [] }: Keys): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...criticalSections.flatMap(({ enter, leave }) => [
      [enter, "InterruptDisable"],
      [leave, "InterruptEnable"],
    ]),
    ...Object.entries(functions).map(([name, { like }]) => [name, like]),
  ]);
}

const withFolders = ({ includeDirs, ...keys }: Keys, folder: string): Keys =>
  includeDirs ? { ...keys, includeDirs: includeDirs.map((dir) => joinPath(folder, dir)) } : keys;

const definedOf = (keys: Keys): Keys =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
