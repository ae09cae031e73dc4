/**
 * One configuration of a program whose configure step was never run: which groups of its conditionals are live, and
 * what must hold of names that nothing defines for these and no others to be live together.
 */
import type { Condition, Fact, Facts } from "./condition";

export interface Choice {
  readonly condition: Condition;
  /** How many places in the group are looked for. */
  readonly interest: number;
  readonly defines: readonly string[];
  /** Does it define away something that is looked for? */
  readonly isReplacement: boolean;
  /** The condition as written, its white space normalised. */
  readonly text: string;
}

export interface Configuration {
  /** The live group of a conditional: its index, -1 if none is. Each choice is asked for only when it is reached. */
  choose(choices: readonly (() => Choice)[]): number;
  /** The groups that some configuration makes live, whatever this one assumes. */
  possible(choices: readonly (() => Choice)[]): readonly number[];
  /** Was the live group taken for want of anything better: neither sure, nor for the sake of what is looked for? */
  isGuess(choices: readonly (() => Choice)[], live: number): boolean;
  readonly assumed: Readonly<Record<string, string>>;
  /** What holds for what is looked for to be live; the start of another attempt if this one contradicts itself. */
  readonly firm: ReadonlyMap<string, string>;
  /** A group was chosen against what an earlier conditional was decided by. */
  readonly isContradictory: boolean;
}

const DEFINED = "1";
const UNDEFINED = "undefined";
/** A comparison was taken to hold as a whole; nothing more is known of the name, nor whether any value is right. */
const CHOSEN = "chosen";

/** Is it sure that a compiler could be given these assumptions? */
export const isSatisfiable = (assumed: Readonly<Record<string, string>>): boolean =>
  !Object.values(assumed).includes(CHOSEN);

const MOST_NAMES = 6;
const MOST_NAMES_WITH_NUMBERS = 2;
const MOST_CANDIDATES = 24;

export interface Beginning {
  /** What must hold from the start. */
  readonly firm: ReadonlyMap<string, string>;
  /** What holds for want of anything better: what another configuration of the same file assumed. */
  readonly likely: Readonly<Record<string, string>>;
  readonly conflicts: "may contradict" | "never contradict";
}

export function configuration(known: Facts, { firm, likely, conflicts }: Beginning): Configuration {
  return new Assumptions(known, new Map(firm), new Map(Object.entries(likely)), conflicts);
}

class Assumptions implements Configuration {
  isContradictory = false;
  /** Conditions that were taken to hold as they are written. */
  private readonly wholes = new Map<string, boolean>();
  private readonly firmly: Facts;
  private readonly fully: Facts;

  constructor(
    private readonly known: Facts,
    readonly firm: Map<string, string>,
    /** What holds for want of anything better; `firm` is for what is looked for. */
    private readonly loose: Map<string, string>,
    private readonly conflicts: "may contradict" | "never contradict",
  ) {
    this.firmly = assuming(known, [firm]);
    this.fully = assuming(known, [firm, this.loose]);
  }

  get assumed() {
    return Object.fromEntries([...this.loose, ...this.firm]);
  }

  choose(choices: readonly (() => Choice)[]): number {
    let hasLookedForInterest = false;
    for (let i = 0; i < choices.length; i++) {
      const choice = choices[i]?.();
      if (choice === undefined) continue;
      const sure = this.verdict(choice, this.firmly);
      if (sure === true) return i;
      if (sure === false) continue;
      if (givesDefault(choice, this.firmly, this.fully)) return i;
      const interesting = hasLookedForInterest ? undefined : this.chooseInteresting(choices, i);
      hasLookedForInterest = true;
      if (interesting !== undefined) return interesting;
      const likely = this.verdict(choice, this.fully);
      if (likely === true || (likely === undefined && this.holdsBare(choice))) return i;
      if (likely === undefined) this.assumeLoosely(solve([{ choice, holds: false }], this.fully));
    }
    return -1;
  }

  possible(choices: readonly (() => Choice)[]): readonly number[] {
    const found: number[] = [];
    for (let i = 0; i < choices.length; i++) {
      const holds = choices[i]?.().condition.holds(this.known);
      if (holds !== false) found.push(i);
      if (holds === true) break;
    }
    return found;
  }

  isGuess(choices: readonly (() => Choice)[], live: number): boolean {
    const decided = live < 0 ? choices : choices.slice(0, live + 1);
    return decided.some((choice, index) => this.verdict(choice(), this.firmly) !== (index === live));
  }

  /** What nobody defines is undefined: `#ifndef NO_FEATURE` compiles its group, as a build without options does. */
  private holdsBare({ condition, isReplacement }: Choice): boolean {
    if (isReplacement) return false;
    const unknown = condition.names.filter((name) => this.fully(name) === "unknown");
    const holds =
      condition.holds((name) => (unknown.includes(name) ? "undefined" : this.fully(name))) === true;
    if (holds) this.assumeLoosely(new Map(unknown.map((name) => [name, UNDEFINED])));
    return holds;
  }

  /** The group from `from` on that can be made live and has most of what is looked for; of equals, the first. */
  private chooseInteresting(choices: readonly (() => Choice)[], from: number): number | undefined {
    const before: Wanted[] = [];
    const candidates: Candidate[] = [];
    for (let index = from; index < choices.length; index++) {
      const choice = choices[index]?.();
      if (choice === undefined) break;
      const now = this.verdict(choice, this.firmly);
      if (choice.interest > 0 && now !== false) {
        candidates.push({ index, choice, needs: now !== true, after: before.length });
      }
      if (now === true) break;
      if (now === undefined) before.push({ choice, holds: false });
    }
    return candidates
      .sort((a, b) => b.choice.interest - a.choice.interest)
      .find(({ choice, needs, after }) => {
        const wanted = [...before.slice(0, after), ...(needs ? [{ choice, holds: true }] : [])];
        return this.makeHold(wanted) || (after === 0 && this.takeWhole(choice));
      })?.index;
  }

  private verdict(choice: Choice, facts: Facts): boolean | undefined {
    return this.wholes.get(choice.text) ?? choice.condition.holds(facts);
  }

  private makeHold(wanted: readonly Wanted[]): boolean {
    const mayContradict = this.conflicts === "may contradict";
    const solution = solve(wanted, this.fully) ?? (mayContradict ? solve(wanted, this.firmly) : undefined);
    for (const [name, value] of solution ?? []) {
      const before = this.loose.get(name);
      if (before !== undefined && before !== value) this.isContradictory = true;
      this.loose.delete(name);
      this.firm.set(name, value);
    }
    return solution !== undefined;
  }

  private takeWhole(choice: Choice): boolean {
    if (!needsWhole(choice)) return false;
    this.wholes.set(choice.text, true);
    for (const name of choice.condition.names) {
      if (this.firmly(name) === "unknown") this.firm.set(name, CHOSEN);
    }
    return true;
  }

  private assumeLoosely(solution: ReadonlyMap<string, string> | undefined): void {
    for (const [name, value] of solution ?? []) this.loose.set(name, value);
  }
}

function assuming(known: Facts, layers: readonly ReadonlyMap<string, string>[]): Facts {
  return (name) => {
    const fact = known(name);
    return fact === "unknown" ? assumedFact(layers, name) : fact;
  };
}

function assumedFact(layers: readonly ReadonlyMap<string, string>[], name: string): Fact {
  for (const layer of layers) {
    const value = layer.get(name);
    if (value !== undefined && value !== CHOSEN) return value === UNDEFINED ? "undefined" : BigInt(value);
  }
  return "unknown";
}

/** `#ifndef X`, `#define X ...`: an include guard or a default, true as long as nothing says that X is defined. */
function givesDefault({ condition, defines }: Choice, firmly: Facts, fully: Facts): boolean {
  const open = condition.names.filter((name) => firmly(name) === "unknown");
  if (!open.some((name) => defines.includes(name) && fully(name) === "unknown")) return false;
  return condition.holds((name) => (open.includes(name) ? "undefined" : firmly(name))) === true;
}

interface Wanted {
  readonly choice: Choice;
  readonly holds: boolean;
}

interface Candidate {
  readonly index: number;
  readonly choice: Choice;
  /** Its own condition is not known to hold. */
  readonly needs: boolean;
  /** How many unknown conditions stand before it, none of which may hold. */
  readonly after: number;
}

/** The fewest assumptions found that make all conditions what is wanted of them. */
function solve(wanted: readonly Wanted[], facts: Facts): Map<string, string> | undefined {
  const names = [...new Set(wanted.flatMap(({ choice }) => choice.condition.names))].filter(
    (name) => facts(name) === "unknown",
  );
  const isSolved = (assignment: ReadonlyMap<string, string>) => {
    const trial: Facts = (name) => (assignment.has(name) ? assumedFact([assignment], name) : facts(name));
    return wanted.every(({ choice, holds }) => choice.condition.holds(trial) === holds);
  };
  for (const assignment of assignments(names, wanted)) {
    if (!isSolved(assignment)) continue;
    for (const [name, value] of [...assignment]) {
      assignment.delete(name);
      if (!isSolved(assignment)) assignment.set(name, value);
    }
    return assignment;
  }
  return undefined;
}

/** Each name defined as 1 or undefined; then, for few names, also the numbers that the conditions speak of. */
function* assignments(names: readonly string[], wanted: readonly Wanted[]): Generator<Map<string, string>> {
  const tried = names.slice(0, MOST_NAMES);
  for (let chosen = 0; chosen < 1 << tried.length; chosen++) {
    yield new Map(names.map((name, index) => [name, chosen & (1 << index) ? DEFINED : UNDEFINED]));
  }
  if (names.length > MOST_NAMES_WITH_NUMBERS) return;
  const near = wanted.flatMap(({ choice }) => choice.condition.numbers).flatMap((n) => [n - 1n, n, n + 1n]);
  const values = [UNDEFINED, ...new Set(near.map(String))].slice(0, MOST_CANDIDATES);
  const [first, second] = names;
  if (first === undefined) return;
  for (const value of values) {
    for (const other of second === undefined ? [UNDEFINED] : values) {
      yield new Map(
        second === undefined
          ? [[first, value]]
          : [
              [first, value],
              [second, other],
            ],
      );
    }
  }
}

/** Too many names, or arithmetic on them, to find values: then the condition may be taken to hold as it is. */
const needsWhole = ({ condition }: Choice) =>
  condition.names.length > MOST_NAMES || condition.numbers.length > 0;
