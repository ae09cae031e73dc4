/** Both sides asked about many random types; where they differ, the smallest type that shows it. */
import type { Answers, Compiler } from "./compiler";
import { casesFrom, type Target } from "./generate";
import { type Case, printCase, questionsOf } from "./model";
import type { Reader } from "./ours";
import { smallerCases } from "./shrink";

export interface Sides {
  readonly compiler: Compiler;
  readonly read: Reader;
}

export interface Plan {
  readonly structs: number;
  readonly seed: number;
  /** Cases of one run of the compiler. */
  readonly batch: number;
  /** So many mismatches are shrunk and shown. */
  readonly shown: number;
}

export interface Report {
  readonly structs: number;
  /** Cases that the compiler does not take. */
  readonly rejected: number;
  readonly expressions: number;
  readonly bitFields: number;
  /** Cases of which at least one answer differs, or is unknown to us. */
  readonly mismatches: number;
  readonly shown: readonly string[];
}

export async function compareMany(
  sides: Sides,
  target: Target,
  plan: Plan,
  progress: (done: number) => void,
): Promise<Report> {
  const cases = casesFrom(plan.seed, target);
  const count = { structs: 0, rejected: 0, expressions: 0, bitFields: 0, mismatches: 0 };
  const shown: string[] = [];
  while (count.structs < plan.structs) {
    const size = Math.min(plan.batch, plan.structs - count.structs);
    const batch = Array.from({ length: size }, () => cases.next().value as Case);
    const answers = sides.compiler.ask(batch, target);
    const ours = sides.read(batch, target);
    for (const [i, one] of batch.entries()) {
      const theirs = answers[i];
      const own = ours[i];
      if (!theirs) count.rejected++;
      if (!theirs || !own) continue;
      count.structs++;
      count.expressions += theirs.values.length;
      count.bitFields += theirs.bitFields.length;
      if (differences(one, own, theirs).length === 0) continue;
      count.mismatches++;
      if (shown.length < plan.shown) shown.push(shrunk(sides, one, target));
    }
    progress(count.structs);
    // Trees are freed only when nothing else runs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...count, shown };
}

export function differences(one: Case, ours: Answers, theirs: Answers): readonly string[] {
  const { expressions, bitFields } = questionsOf(one);
  const result: string[] = [];
  for (const [i, expression] of expressions.entries()) {
    if (ours.values[i] !== theirs.values[i]) {
      result.push(`${expression}: ours ${ours.values[i] ?? "unknown"}, theirs ${theirs.values[i]}`);
    }
  }
  for (const [i, { path }] of bitFields.entries()) {
    const [own, other] = [ours.bitFields[i], theirs.bitFields[i]];
    if (own?.first === other?.first && own?.width === other?.width) continue;
    const words = own ? `${own.width} bits from ${own.first}` : "unknown";
    result.push(`bit-field ${path}: ours ${words}, theirs ${other?.width} bits from ${other?.first}`);
  }
  return result;
}

/** Goes on as long as something can be left out and the two still differ. */
function shrunk({ compiler, read }: Sides, found: Case, target: Target): string {
  const judge = (one: Case): readonly string[] => {
    const [theirs] = compiler.ask([one], target);
    const [ours] = read([one], target);
    return theirs && ours ? differences(one, ours, theirs) : [];
  };
  let smallest = found;
  for (let next: Case | undefined = found; next; ) {
    smallest = next;
    next = undefined;
    for (const one of smallerCases(smallest)) {
      if (judge(one).length === 0) continue;
      next = one;
      break;
    }
  }
  return [`${target.name}:`, printCase(smallest), ...judge(smallest).map((line) => `  ${line}`)].join("\n");
}
