/** Words for `mlock-lint dump`. The same input gives the same text: places in the order of the file, names by cost. */
import type { Dump, PlacedLoss, RunAccount } from "../ide/dump";
import { type Location, placeKey } from "../ide/types";
import { counted } from "../text/counted";
import { compareText } from "../text/order";
import { shortPath } from "./report";

/** All of one file. */
export function textOfFile(file: string, { result, runs }: Dump, cwd: string): string {
  const at = placesIn(file, cwd);
  const losses = lossesOf(runs);
  const lines = [
    shortPath(file, cwd),
    ...section(
      "platforms",
      result.targets.map(({ id, evidence }) => `${id} (${evidence})`),
    ),
    ...section("configurations", configurationsOf(runs)),
    ...section("functions run", functionsOf(runs, at)),
    ...section("functions left out", leftOutOf(runs)),
    ...section("tracked calls", callsOf(runs, at)),
    ...section(unknownTitle, table(unknownsOf([[file, losses]]))),
    ...section(
      "where sight was lost",
      losses.filter(isTold).map((loss) => wordsFor(loss, at)),
    ),
    ...section("not judged", othersSilent(result.silences)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What several files lost, summed up. */
export function textOfMany(files: readonly (readonly [string, Dump])[], cwd: string): string {
  const lost = files.map(([file, { runs }]) => [file, lossesOf(runs)] as const);
  const analysed = files.filter(([, { result }]) => result.analysed).length;
  const told = lost.flatMap(([file, losses]) =>
    losses
      .filter(({ reason }) => reason === "fuel")
      .map((loss) => wordsFor(loss, placesIn(file, cwd), "file")),
  );
  const lines = [
    `${counted(files.length, "file")}, ${analysed} analysed`,
    ...section(unknownTitle, table(unknownsOf(lost))),
    ...section("where the fuel ran out", told),
  ];
  return `${lines.join("\n")}\n`;
}

const unknownTitle = "unknown functions that cost precision";

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

/** `12:5`; with the file's name where it is another file's. */
const placesIn =
  (file: string, cwd: string) =>
  (location: Location, how: "short" | "file" = "short"): string => {
    const { line, character } = location.start;
    const at = `${line + 1}:${character + 1}`;
    return how === "short" && location.file === file ? at : `${shortPath(location.file, cwd)}:${at}`;
  };
type PlaceWords = ReturnType<typeof placesIn>;

function configurationsOf(runs: readonly RunAccount[]): string[] {
  const words = runs.map(({ assumed }) =>
    Object.entries(assumed)
      .map(([name, value]) => (value === "undefined" ? `${name} undefined` : `${name}=${value}`))
      .join(", "),
  );
  return unique(words).map((text) => text || "nothing had to be assumed");
}

function functionsOf(runs: readonly RunAccount[], at: PlaceWords): string[] {
  const functions = new Map(runs.flatMap((run) => run.functions).map((one) => [one.name, one]));
  const entries = new Set(
    runs.flatMap((run) => run.functions.filter(({ isEntry }) => isEntry)).map(({ name }) => name),
  );
  return inOrder([...functions.values()]).map(
    ({ name, location }) => `${at(location)} ${name}${entries.has(name) ? " (entry)" : ""}`,
  );
}

function leftOutOf(runs: readonly RunAccount[]): string[] {
  const lowered = new Set(runs.flatMap((run) => run.functions.map(({ name }) => name)));
  const byReason = new Map<string, string[]>();
  for (const [name, reason] of new Map(runs.flatMap((run) => [...run.leftOut]))) {
    if (!lowered.has(name)) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return [...byReason]
    .sort(([a], [b]) => compareText(a, b))
    .map(([reason, names]) => `${reason}: ${names.sort(compareText).join(", ")}`);
}

function callsOf(runs: readonly RunAccount[], at: PlaceWords): string[] {
  const calls = new Map(runs.flatMap((run) => run.calls).map((call) => [placeKey(call.location), call]));
  return inOrder([...calls.values()]).map(({ name, location }) => {
    const byFate = new Map<string, string[]>();
    for (const { platform, calls } of runs) {
      const fate = calls.find((call) => placeKey(call.location) === placeKey(location))?.fate;
      if (fate !== undefined) byFate.set(fate, unique([...(byFate.get(fate) ?? []), platform]));
    }
    const fates = [...byFate].map(([fate, platforms]) => `${platforms.join(", ")}: ${fate}`);
    return `${at(location)} ${name}() ${fates.length === 0 ? "was not reached" : fates.join("; ")}`;
  });
}

/** The losses of all runs, a place once: the run that lost most there speaks. */
function lossesOf(runs: readonly RunAccount[]): PlacedLoss[] {
  const worst = new Map<string, PlacedLoss>();
  for (const loss of runs.flatMap((run) => run.losses)) {
    // Where the fuel went differs from platform to platform; that it ran out is one loss.
    const key = `${loss.reason} ${loss.reason === "fuel" ? "" : loss.what} ${placeKey(loss.location)}`;
    const other = worst.get(key);
    if (!other || loss.visits > other.visits) worst.set(key, loss);
  }
  return inOrder([...worst.values()]);
}

const isTold = ({ reason }: PlacedLoss): boolean => reason !== "unknown call";

function wordsFor(
  { reason, what, functionName, location, visits }: PlacedLoss,
  at: PlaceWords,
  how: "short" | "file" = "short",
): string {
  const place = at(location, how);
  const times = visits > 1 ? `, ${visits} times` : "";
  switch (reason) {
    case "fuel":
      return `${place} out of fuel while running ${functionName}(): ${what}`;
    case "recursion":
    case "called too often":
      return `${place} ${what}() is not followed again${times}`;
    case "unreadable code":
      return `${place} not read: ${what}${times}`;
    case "too many paths":
      return `${place} too many paths through ${functionName}(): some were joined${times}`;
    default:
      return `${place} a call through a pointer that may be anything${times}`;
  }
}

interface Unknown {
  readonly name: string;
  readonly places: Set<string>;
  readonly files: Set<string>;
  visits: number;
  readonly costs: Map<string, number>;
}

function unknownsOf(lost: readonly (readonly [string, readonly PlacedLoss[]])[]): Unknown[] {
  const byName = new Map<string, Unknown>();
  for (const [file, losses] of lost) {
    for (const { reason, what, location, visits, costs } of losses) {
      if (reason !== "unknown call") continue;
      const one = byName.get(what) ?? {
        name: what,
        places: new Set(),
        files: new Set(),
        visits: 0,
        costs: new Map(),
      };
      byName.set(what, one);
      one.places.add(placeKey(location));
      one.files.add(file);
      one.visits += visits;
      for (const [cost, count] of costs) one.costs.set(cost, (one.costs.get(cost) ?? 0) + count);
    }
  }
  return [...byName.values()].sort(
    (a, b) => priceOf(b) - priceOf(a) || b.visits - a.visits || compareText(a.name, b.name),
  );
}

/** What findings rest on: of these, one lost is as dear as another. */
const priceOf = ({ costs }: Unknown): number =>
  ["mappings", "errno", "privilege"].reduce((sum, cost) => sum + (costs.get(cost) ?? 0), 0);

const mostRows = 40;

function table(unknowns: readonly Unknown[]): string[] {
  const width = Math.max(0, ...unknowns.slice(0, mostRows).map(({ name }) => name.length));
  const rows = unknowns.slice(0, mostRows).map(({ name, places, files, visits, costs }) => {
    const where = `${counted(places.size, "call")} in ${counted(files.size, "file")}, ${counted(visits, "visit")}`;
    const forgotten = [...costs].sort(([a], [b]) => compareText(a, b)).map(([cost, n]) => `${cost} ${n}`);
    return `${name.padEnd(width)}  ${where}${forgotten.length > 0 ? `; forgets ${forgotten.join(", ")}` : ""}`;
  });
  const rest = unknowns.length - rows.length;
  return rest > 0 ? [...rows, `and ${rest} more`] : rows;
}

/** Reasons that are told place by place. */
const placed = new Set([
  "fuel",
  "recursion",
  "called too often",
  "unreadable code",
  "too many paths",
  "unknown call",
  "unknown pointer call",
]);

/** Reasons that have no place in the file. */
const othersSilent = (silences: Readonly<Record<string, number>>): string[] =>
  Object.entries(silences)
    .filter(([reason]) => !placed.has(reason))
    .map(([reason, count]) => `${reason}${count > 1 ? ` (${count})` : ""}`);

const inOrder = <T extends { readonly location: Location }>(all: readonly T[]): T[] =>
  [...all].sort(({ location: a }, { location: b }) => {
    const byFile = compareText(a.file, b.file);
    return byFile || a.start.line - b.start.line || a.start.character - b.start.character;
  });

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
