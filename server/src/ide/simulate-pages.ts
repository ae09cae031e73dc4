/** Maps of pages in block characters. */
import { runsAt } from "../sim/transcript-pages";
import type { Scope } from "../sim/transcript-words";
import type { Mapping } from "../sim/types";

const symbols = {
  "█": "locked and resident",
  "▒": "locked, not resident",
  "▓": "locked on fault, not resident",
  "▚": "locked, perhaps resident",
  "░": "resident, not locked",
  "·": "mapped, neither",
  "∶": "mapped, perhaps resident",
  "?": "not known",
  " ": "not mapped",
} as const;

type Symbol = keyof typeof symbols;

/** "m [██··]" for each place whose map is another than before. */
export function mapsThatChanged(before: Scope | undefined, after: Scope): readonly string[] {
  return [...after.places.keys(), "heap", "stack"].flatMap((name) => {
    const map = mapOf(name, after);
    const old = before && mapOf(name, before);
    return map === undefined || map === old || (old === undefined && isBlank(map))
      ? []
      : [`${name} [${map}]`];
  });
}

const isBlank = (map: string) => /^ *(×\d+)?$/.test(map);

/** Pages; places beyond are told in runs. */
const mostPages = 32;

function mapOf(name: string, scope: Scope): string | undefined {
  const runs: { readonly symbol: Symbol; pages: number }[] = [];
  for (const { first, last, mapping } of runsAt(name, scope) ?? []) {
    const symbol = symbolOf(mapping);
    const pages = last - first + 1;
    const run = runs.at(-1);
    if (run?.symbol === symbol) run.pages += pages;
    else runs.push({ symbol, pages });
  }
  if (runs.length === 0) return undefined;
  const isShort = runs.reduce((sum, { pages }) => sum + pages, 0) <= mostPages;
  return isShort
    ? runs.map(({ symbol, pages }) => symbol.repeat(pages)).join("")
    : runs.map(({ symbol, pages }) => (pages === 1 ? symbol : `${symbol}×${pages}`)).join(" ");
}

function symbolOf(mapping: Mapping | undefined): Symbol {
  if (mapping === undefined) return " ";
  const { lock, residency } = mapping;
  if (lock === "unknown" || mapping.presence === "unknown") return "?";
  if (lock === "onfault" && residency === "absent") return "▓";
  return (lock === "unlocked" ? unlocked : locked)[residency];
}

const unlocked = { resident: "░", "copy-on-write": "░", absent: "·", unknown: "∶" } as const;
const locked = { resident: "█", "copy-on-write": "█", absent: "▒", unknown: "▚" } as const;

/** What the symbols in these maps mean. */
export function legend(maps: string): string {
  if (maps === "") return "";
  const used = Object.entries(symbols).filter(([symbol]) => maps.includes(symbol) && symbol !== " ");
  return `\n${used.map(([symbol, meaning]) => `${symbol} ${meaning}`).join("   ")}\n`;
}
