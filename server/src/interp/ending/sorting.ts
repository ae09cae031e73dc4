/** qsort() and bsearch(): the program's own comparison is run, and what it says of each pair is what they do. */
import { declareRegion } from "../../sim/world";
import type { Calling } from "../calls/calling";
import type { Steps } from "../context";
import { copy, dropRegions, sameMemories } from "../memory/memory";
import { changed, type State, temp } from "../state";
import * as ranges from "../values/range";
import { sortedAside } from "../values/region";
import { exact, likelyTarget, moved, number, pointer, type Target, type Value } from "../values/value";
import { functionIn, runGiven } from "./called-back";

/** As many elements as are followed. */
const mostElements = 64;

interface Table {
  readonly at: Target;
  readonly count: number;
  /** Of one element, bytes. */
  readonly size: number;
}

function tableOf(args: readonly Value[]): Table | undefined {
  const [base, count, size] = [args[0], args[1] && exact(args[1]), args[2] && exact(args[2])];
  const at = base && base.range === null ? likelyTarget(base) : undefined;
  if (!at || ranges.exact(at.offset) === undefined || count === undefined || size === undefined)
    return undefined;
  return count >= 0 && count <= mostElements && size > 0 ? { at, count, size } : undefined;
}

const placeOf = ({ at, size }: Table, index: number): Target => moved(at, ranges.exactly(index * size));

/** The sign of what the comparison says; undefined where it is not known, or where the comparison does more than compare. */
function* compared(calling: Calling, state: State, a: Value, b: Value): Steps<number | undefined> {
  const { run, frame, site, args } = calling;
  const fn = functionIn(run, frame, args.at(-1));
  if (!fn) return undefined;
  const exits = yield* runGiven(run, state, frame, { fn, args: [a, b], mark: site.id });
  const [exit, ...others] = exits;
  if (!exit || others.length > 0 || !sameMemories(exit.state.memory, state.memory)) return undefined;
  if (exit.state.world !== state.world || exit.state.life !== state.life) return undefined;
  const { range, targets } = exit.value;
  if (!range || targets.length > 0) return undefined;
  return range.high < 0 ? -1 : range.low > 0 ? 1 : ranges.exact(range) === 0 ? 0 : undefined;
}

/** qsort(): undefined where two elements are equal, whose order is left open, and wherever a comparison is not followed. */
export function* sorts(calling: Calling, state: State): Steps<State[] | undefined> {
  const table = tableOf(calling.args);
  if (!table) return undefined;
  const order: number[] = [];
  for (let index = 0; index < table.count; index++) {
    let position = order.length;
    while (position > 0) {
      const before = pointer(placeOf(table, order[position - 1] ?? 0));
      const sign = yield* compared(calling, state, before, pointer(placeOf(table, index)));
      if (sign === undefined || sign === 0) return undefined;
      if (sign < 0) break;
      position--;
    }
    order.splice(position, 0, index);
  }
  return [temp(reordered(state, table, order), calling.instruction.into, number(0))];
}

/** The elements in another order, by way of a copy. */
function reordered(state: State, table: Table, order: readonly number[]): State {
  const { at, count, size } = table;
  const region = sortedAside(at.region);
  const aside: Target = { region, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } };
  const base = { modulus: 1, remainder: 0 };
  const world = declareRegion(state.world, region, { base, size: count * size, ownsPages: false });
  let memory = copy(state.memory, aside, at, count * size);
  order.forEach((from, to) => {
    memory = copy(memory, placeOf(table, to), moved(aside, ranges.exactly(from * size)), size);
  });
  return changed(state, {
    memory: dropRegions(memory, (one) => one === region),
    world: { ...world, regions: state.world.regions },
  });
}

/** bsearch(key, table, count, size, compare), as the C library halves the table. */
export function* searches(calling: Calling, state: State): Steps<State[] | undefined> {
  const [key, ...rest] = calling.args;
  const table = tableOf(rest);
  if (!table || !key) return undefined;
  let [low, high] = [0, table.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = pointer(placeOf(table, middle));
    const sign = yield* compared(calling, state, key, element);
    if (sign === undefined) return undefined;
    if (sign === 0) return [temp(state, calling.instruction.into, element)];
    if (sign < 0) high = middle;
    else low = middle + 1;
  }
  return [temp(state, calling.instruction.into, number(0))];
}
