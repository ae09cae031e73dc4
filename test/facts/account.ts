/** Holds every statement and contradiction against the tests that it names, and the tests against the statements. */
import type { Turn } from "../../server/src/sim/transcript/play";
import type { Contradiction } from "./contradictions";
import type { Evidence, SimTest } from "./evidence";
import type { Demonstration, Hover, Statement } from "./statement";

export interface Claims {
  readonly statements: readonly Statement[];
  readonly contradictions: readonly Contradiction[];
  /** Reasons by id. */
  readonly unshown: Readonly<Record<string, string>>;
}

export interface Account {
  /** Ids of statements that are shown, or that nothing can show. */
  readonly settled: readonly string[];
  readonly complaints: readonly string[];
}

export function accountOf(claims: Claims, evidence: Evidence): Account {
  const byId = claims.statements.map((claim) => ({ id: claim.id, wrong: faultsOf(claim, claims, evidence) }));
  return {
    settled: byId.filter(({ wrong }) => wrong.length === 0).map(({ id }) => id),
    complaints: [
      ...byId.flatMap(({ id, wrong }) => wrong.map((why) => `${id}: ${why}`)),
      ...claims.contradictions.flatMap((claim) =>
        misreadings(claim, evidence).map((why) => `${claim.id}: ${why}`),
      ),
      ...strangers(claims, evidence),
    ],
  };
}

function faultsOf({ id, shownBy }: Statement, { unshown }: Claims, evidence: Evidence): readonly string[] {
  const isExcused = Object.hasOwn(unshown, id);
  if (shownBy.length === 0) return isExcused ? [] : ["nothing shows it, and no reason says why"];
  return [
    ...(isExcused ? ["is shown, and stands among those that are not"] : []),
    ...shownBy.flatMap((way) => faultOf(id, way, evidence) ?? []),
  ];
}

/** Why a demonstration is none. */
function faultOf(id: string, way: Demonstration, evidence: Evidence): string | undefined {
  switch (way.kind) {
    case "hover":
      return unsaid(way, evidence);
    case "fixture": {
      const seen = evidence.fixtures.get(way.file);
      if (!seen?.ids.includes(id)) return `no ${way.file} that shows it`;
      return seen.finds ? undefined : `${way.file} expects nothing of its rule`;
    }
    case "transcript": {
      const tests = evidence.tests.filter((test) => test.file === way.file && test.ids.includes(id));
      if (tests.length === 0) return `no test of ${way.file} names it`;
      return tests.map(failing).find((why) => why !== undefined);
    }
  }
}

function unsaid({ name, platform, words }: Hover, { page }: Evidence): string | undefined {
  const text = page(name, platform);
  if (text === undefined) return `there is no page ${name}`;
  const missing = words.filter((word) => !text.includes(word));
  return missing.length === 0
    ? undefined
    : `${name} on ${platform} does not say ${missing.map((word) => `"${word}"`).join(", ")}`;
}

function failing({ file, name, turns }: SimTest): string | undefined {
  const wrong = turns.find(({ problem }) => problem !== undefined);
  if (wrong) return `${file}:${wrong.line} ${wrong.text}: ${wrong.problem?.why}`;
  return turns.some(isHeld) ? undefined : `${file} expects nothing in "${name}"`;
}

/** Does the line say what must come of it? */
function isHeld({ statement }: Turn): boolean {
  if (statement.kind === "call") return statement.expected.length > 0;
  return statement.kind === "pages" || statement.kind === "world";
}

function misreadings({ id, readings }: Contradiction, evidence: Evidence): readonly string[] {
  if (readings !== "calls") return readings.flatMap((words) => unsaid(words, evidence) ?? []);
  const tests = evidence.tests.filter(({ ids }) => ids.includes(id));
  const disagree = tests.some((one) => tests.some((other) => differ(one, other)));
  return [
    ...tests.flatMap((test) => failing(test) ?? []),
    ...(disagree ? [] : ["no two platforms answer the same calls differently"]),
  ];
}

/** The same lines on two platforms, of which at least one comes out otherwise. */
function differ(one: SimTest, other: SimTest): boolean {
  const asks = ({ turns }: SimTest) => turns.map(asked).join("\n");
  const comes = ({ turns }: SimTest) => turns.map(answered).join("\n");
  return one.platform !== other.platform && asks(one) === asks(other) && comes(one) !== comes(other);
}

function asked({ statement, text }: Turn): string {
  if (statement.kind === "call") return statement.words.join(" ");
  if (statement.kind === "pages") return `${statement.what} ${statement.place}`;
  return statement.kind === "world" ? statement.what : text;
}

function answered({ statement, answer }: Turn): string {
  if (statement.kind === "call") return [...(answer?.results ?? [])].sort().join(" | ");
  return statement.kind === "pages" ? statement.pages : statement.kind === "world" ? statement.value : "";
}

/** Tests that name what is not claimed to be shown by them. */
function strangers({ statements, contradictions }: Claims, { tests, fixtures }: Evidence): readonly string[] {
  const claimed = new Set([
    ...statements.flatMap(({ id, shownBy }) =>
      shownBy.map((way) => `${id} ${"file" in way ? way.file : ""}`),
    ),
    ...contradictions.map(({ id }) => `${id} contradictions.sim`),
  ]);
  const named = [
    ...tests.flatMap(({ file, ids }) => ids.map((id) => ({ file, id }))),
    ...[...fixtures].flatMap(([file, { ids }]) => ids.map((id) => ({ file, id }))),
  ];
  return named
    .filter(({ file, id }) => !claimed.has(`${id} ${file}`))
    .map(({ file, id }) => `${id}: ${file} names it, and nobody claims that`);
}
