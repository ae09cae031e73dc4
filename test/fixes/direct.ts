/** Reads a text whose first lines name a repair: `// repair: {"kind": "remove", "span": "munlockall();", "title": "Away"}`. */
import type { CallSite, Unit } from "../../server/src/c/ir";
import { type Repaired, repair } from "../../server/src/fixes";
import type { PlatformId } from "../../server/src/ide/types";
import { platforms } from "../../server/src/platforms";
import type { Repair } from "../../server/src/rules/repair";
import type { Span } from "../../server/src/text/span";
import { readUnit } from "../c/read";

export interface Direct {
  readonly text: string;
  readonly platform: PlatformId;
  readonly wanted: Readonly<Record<string, unknown>>;
  /** Must the repair be refused? */
  readonly isRefused: boolean;
}

/** Where a repair wants a call, or a place, the header has its text; of several equal ones the last, for a place. */
const calls = ["site", "lock", "unlock", "range", "allocation", "mapping", "region", "before"];
const places = ["at", "span", "flags", "read", "test", "first", "second"];

export function readDirect(source: string): Direct {
  const header = /^((?:\/\/ (?:repair|platform|refused): .*\n)+)/.exec(source)?.[1] ?? "";
  const wanted = /^\/\/ repair: (.*)$/m.exec(header)?.[1];
  if (wanted === undefined) throw new Error("no line `// repair: {...}`");
  return {
    text: source.slice(header.length),
    platform: (/^\/\/ platform: (.*)$/m.exec(header)?.[1] ?? "linux") as PlatformId,
    wanted: JSON.parse(wanted) as Record<string, unknown>,
    isRefused: /^\/\/ refused: \S/m.test(header),
  };
}

export function directRepair({ text, platform, wanted }: Direct): Repaired | undefined {
  const unit = readUnit(text);
  const resolved = Object.entries(wanted).map(([key, value]) => {
    if (calls.includes(key)) return [key, callOf(unit, text, String(value))];
    return [key, places.includes(key) ? placeOf(text, String(value)) : value];
  });
  const scene = { unit, platform: platforms[platform], sourceOf: (span: Span) => span, text };
  return repair(scene, Object.fromEntries(resolved) as Repair);
}

function callOf(unit: Unit, text: string, wanted: string): CallSite {
  const site = unit.sites.find(({ span }) => text.slice(span.start, span.end) === wanted);
  if (!site) throw new Error(`no call ${wanted}`);
  return site;
}

function placeOf(text: string, wanted: string): Span {
  const start = text.lastIndexOf(wanted);
  if (start < 0) throw new Error(`no text ${wanted}`);
  return { start, end: start + wanted.length };
}
