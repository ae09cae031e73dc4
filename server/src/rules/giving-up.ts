/** Does the program end because a call has failed? As far as its own functions show it, on every way from there. */
import type { BlockId, FunctionIr, Instruction, Operand, SiteId, Terminator, Unit } from "../c/ir";
import { flowOf, successors } from "../interp/flow";
import { type CallInstruction, madeBy, originOf } from "./arguments";

const mostCallers = 3;

/** `failure`: what the call returns when it has failed. */
export function givesUp(unit: Unit, fn: FunctionIr, site: SiteId, failure: number, depth = 0): boolean {
  const start = blockAfterFailure(unit, fn, site, failure);
  if (start === undefined || depth > mostCallers) return false;
  const ends = endsFrom(unit, fn, start);
  const returned = new Set<number>();
  for (const end of ends) {
    if (end.op === "stop" && end.reason === "unknown") return false;
    if (end.op !== "return") continue;
    const value = end.value && originOf(unit, fn, end.value).operand;
    const number =
      value?.kind === "integer" ? value.value : value?.kind === "name" ? nameValue(value.name) : undefined;
    const passedOn = value && isResult(unit, fn, value, site) ? failure : number;
    if (passedOn === undefined || passedOn === 0) return false;
    returned.add(passedOn);
  }
  if (returned.size === 0) return ends.some(({ op }) => op === "stop");
  if (fn.name === "main") return true;
  const callers = callersOf(unit, fn.name);
  return (
    callers.length > 0 &&
    callers.every(({ caller, call }) =>
      [...returned].every((value) => givesUp(unit, caller, call.site, value, depth + 1)),
    )
  );
}

const nameValue = (name: string): number | undefined => (name === "EXIT_FAILURE" ? 1 : undefined);

function callersOf({ functions }: Unit, name: string): { caller: FunctionIr; call: CallInstruction }[] {
  return [...functions.values()].flatMap((caller) =>
    caller.blocks
      .flatMap(({ instructions }) => instructions)
      .filter((one): one is CallInstruction => one.op === "call")
      .filter(({ callee }) => callee.kind === "function" && callee.name === name)
      .map((call) => ({ caller, call })),
  );
}

/** The terminators of what can be reached; a call of an own function that never returns ends its block. */
function endsFrom(unit: Unit, fn: FunctionIr, start: BlockId, depth = 0): readonly Terminator[] {
  const seen = new Set<BlockId>();
  const ends: Terminator[] = [];
  const pending = [start];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = fn.blocks[id];
    if (!block || seen.has(id)) continue;
    seen.add(id);
    const isLast = block.instructions.some((one) => neverReturns(unit, one, depth));
    ends.push(isLast ? { op: "stop", reason: "noreturn", span: block.terminator.span } : block.terminator);
    if (!isLast) pending.push(...successors(block.terminator));
  }
  return ends;
}

/** `die()`: nothing that can be reached in it returns, and something there ends the program. */
function neverReturns(unit: Unit, one: Instruction, depth: number): boolean {
  if (one.op !== "call" || one.callee.kind !== "function" || depth >= mostCallers) return false;
  const fn = unit.functions.get(one.callee.name);
  const ends = fn ? endsFrom(unit, fn, 0, depth + 1) : [];
  const isEnd = (end: Terminator) => end.op === "stop" && end.reason === "noreturn";
  return ends.some(isEnd) && ends.every((end) => end.op !== "return" && (end.op !== "stop" || isEnd(end)));
}

/** Where the first test of the result leads to after a failure. */
function blockAfterFailure(unit: Unit, fn: FunctionIr, site: SiteId, failure: number): BlockId | undefined {
  for (const { terminator } of fn.blocks) {
    if (terminator.op !== "branch") continue;
    const truth = resultOf(unit, fn, terminator.condition, site, failure);
    if (truth !== undefined) return truth !== 0 ? terminator.then : terminator.else;
  }
  return undefined;
}

/** What a condition on the result is if the call has failed; undefined where it is about something else. */
function resultOf(
  unit: Unit,
  fn: FunctionIr,
  operand: Operand,
  site: SiteId,
  failure: number,
): number | undefined {
  if (isResult(unit, fn, operand, site)) return failure;
  const made = operand.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  if (made?.op === "unary" && made.operator === "!") {
    const inner = resultOf(unit, fn, made.operand, site, failure);
    return inner === undefined ? undefined : Number(inner === 0);
  }
  if (made?.op !== "binary") return undefined;
  const [left, right] = [made.left, made.right].map((side) =>
    side.kind === "integer" ? side.value : resultOf(unit, fn, side, site, failure),
  );
  const isAbout = made.left.kind !== "integer" || made.right.kind !== "integer";
  if (left === undefined || right === undefined || !isAbout) return undefined;
  const compare = comparisons[made.operator];
  return compare && Number(compare(left, right));
}

const comparisons: Readonly<Record<string, ((a: number, b: number) => boolean) | undefined>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function isResult(unit: Unit, fn: FunctionIr, operand: Operand, site: SiteId): boolean {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  return made?.op === "call" && made.site === site;
}
