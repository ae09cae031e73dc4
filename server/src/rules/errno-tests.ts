/** How code tells one errno from another: the comparisons and switches on a value of errno, one after the other. */
import type { BlockId, FunctionIr, Operand, Unit } from "../c/ir";
import { errnoVariable } from "../interp/context";
import { flowOf } from "../interp/flow";
import type { Span } from "../text/span";
import { madeBy, originOf } from "./arguments";

/** A row of questions: is it this one, is it that one, and what is done if it is none of them. */
export interface Ladder {
  readonly fn: FunctionIr;
  /** Where errno is read. */
  readonly read: Span;
  readonly span: Span;
  readonly asked: readonly { readonly name: string; readonly span: Span; readonly to: BlockId }[];
  readonly otherwise: BlockId;
}

/** All rows of a function; those that begin in another's middle are left out. */
export function laddersOf(unit: Unit, fn: FunctionIr): Ladder[] {
  const steps = new Map<BlockId, Ladder>();
  fn.blocks.forEach((_, id) => {
    const step = stepAt(unit, fn, id);
    if (step) steps.set(id, step);
  });
  const inner = new Set([...steps.values()].map(({ otherwise }) => otherwise));
  return [...steps].filter(([id]) => !inner.has(id)).map(([, first]) => whole(first, steps));
}

function whole(first: Ladder, steps: ReadonlyMap<BlockId, Ladder>): Ladder {
  let ladder = first;
  const seen = new Set<Ladder>([first]);
  for (let next = steps.get(first.otherwise); next && !seen.has(next); next = steps.get(next.otherwise)) {
    seen.add(next);
    ladder = { ...ladder, asked: [...ladder.asked, ...next.asked], otherwise: next.otherwise };
  }
  return ladder;
}

function stepAt(unit: Unit, fn: FunctionIr, id: BlockId): Ladder | undefined {
  const terminator = fn.blocks[id]?.terminator;
  if (terminator?.op === "switch") {
    const read = readOf(unit, fn, terminator.value);
    if (!read) return undefined;
    const { span } = terminator;
    const asked = terminator.cases.flatMap(({ value, to }) =>
      value.kind === "name" ? [{ name: value.name, span, to }] : [],
    );
    return { fn, read, span, asked, otherwise: terminator.otherwise };
  }
  if (terminator?.op !== "branch" || terminator.condition.kind !== "temp") return undefined;
  const test = flowOf(fn).definitions.get(terminator.condition.id);
  if (test?.op !== "binary" || (test.operator !== "==" && test.operator !== "!=")) return undefined;
  const [constant, value] = test.right.kind === "name" ? [test.right, test.left] : [test.left, test.right];
  const read = constant.kind === "name" ? readOf(unit, fn, value) : undefined;
  if (!read || constant.kind !== "name") return undefined;
  const isEqual = test.operator === "==";
  return {
    fn,
    read,
    span: test.span,
    asked: [{ name: constant.name, span: test.span, to: isEqual ? terminator.then : terminator.else }],
    otherwise: isEqual ? terminator.else : terminator.then,
  };
}

/** Where the value was read from errno, if it was. */
export function readOf(unit: Unit, fn: FunctionIr, operand: Operand): Span | undefined {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  const isErrno =
    made?.op === "load" && made.address.kind === "address" && made.address.variable === errnoVariable;
  return isErrno ? made.span : undefined;
}
