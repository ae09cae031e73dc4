/** Loops that make the same call again and again although nothing that made it fail can have changed. */
import type { Block, BlockId, CallSite, FunctionIr, Instruction, Operand, Unit, VariableId } from "../c/ir";
import { operandsOf } from "../c/operands";
import { flowOf, successors } from "../interp/flow";
import type { Span } from "../text/span";
import { madeBy, originOf } from "./arguments";
import { laddersOf, readOf } from "./errno-tests";

export interface EndlessRetry {
  /** The errno values that keep it going, or with `unless` those that alone end it. */
  readonly names: readonly string[];
  /** `always`: it goes on whatever the failure. */
  readonly how: "for" | "unless" | "always";
  /** The questions that tell these values apart. */
  readonly asked: readonly Span[];
}

/** What may stand in such a loop: none of it changes what a lock depends on. */
const idle =
  /^(?:u?sleep|nanosleep|clock_nanosleep|sched_yield|pthread_yield|thrd_yield|delay|poll|select|perror|puts|fputs|f?printf|syslog|strerror|warnx?|__errno_location)$/;

export function endlessRetry(unit: Unit, fn: FunctionIr, site: CallSite): EndlessRetry | undefined {
  const at = fn.blocks.findIndex(({ instructions }) =>
    instructions.some((one) => one.op === "call" && one.site === site.id),
  );
  const loops = [...flowOf(fn).loops.values()].filter((body) => body.has(at));
  const [body] = loops.sort((a, b) => a.size - b.size);
  if (!body) return undefined;
  const blocks = [...body].flatMap((id) => fn.blocks[id] ?? []);
  const isIdle = blocks.every(({ instructions }) =>
    instructions.every((one) => changesNothing(unit, fn, one, site)),
  );
  if (!isIdle) return undefined;
  const exits = [...body].filter((id) => nextOf(fn, id).some((to) => !body.has(to)));
  const asks = exits.every((id) => asksOnlyForResult(unit, fn, fn.blocks[id], site));
  if (!asks || exits.length === 0) return undefined;
  return waitsFor(unit, fn, body);
}

const nextOf = (fn: FunctionIr, id: BlockId): readonly BlockId[] => {
  const block = fn.blocks[id];
  return block ? successors(block.terminator) : [];
};

/** Of stores, only what keeps the result or errno, and what a local of its own takes that the call is not given. */
function changesNothing(unit: Unit, fn: FunctionIr, one: Instruction, site: CallSite): boolean {
  if (one.op === "call") {
    return one.site === site.id || (one.callee.kind === "function" && isIdle(unit, one.callee.name));
  }
  if (one.op === "store") {
    const isKept = isResult(unit, fn, one.value, site) || readOf(unit, fn, one.value) !== undefined;
    return isKept || isOwn(unit, fn, one.address, variablesGiven(fn, site));
  }
  return one.op !== "copy" && one.op !== "zero" && one.op !== "havoc";
}

const mostHelpers = 3;

/** Does it only wait or say something, by itself or through what it calls? */
function isIdle(unit: Unit, name: string, depth = 0): boolean {
  const fn = unit.functions.get(name);
  if (!fn) return idle.test(name);
  const isHarmless = (one: Instruction): boolean => {
    if (one.op === "call")
      return (
        one.callee.kind === "function" && depth < mostHelpers && isIdle(unit, one.callee.name, depth + 1)
      );
    if (one.op === "store" || one.op === "zero") return isOwn(unit, fn, one.address, none);
    if (one.op === "copy") return isOwn(unit, fn, one.to, none);
    return one.op !== "havoc";
  };
  return fn.blocks.every(({ instructions }) => instructions.every(isHarmless));
}

const none: ReadonlySet<VariableId> = new Set();

/** A function's own variable, or a member of one, other than these. */
function isOwn(unit: Unit, fn: FunctionIr, address: Operand, others: ReadonlySet<VariableId>): boolean {
  const made = address.kind === "temp" ? flowOf(fn).definitions.get(address.id) : undefined;
  if (made?.op === "field" || made?.op === "index") return isOwn(unit, fn, made.base, others);
  if (address.kind !== "address" || others.has(address.variable)) return false;
  const scope = unit.variables[address.variable]?.scope;
  return scope === "local" || scope === "parameter";
}

/** What the call's arguments are made of. */
function variablesGiven(fn: FunctionIr, site: CallSite): ReadonlySet<VariableId> {
  const given = new Set<VariableId>();
  const seen = new Set<number>();
  const call = fn.blocks
    .flatMap(({ instructions }) => instructions)
    .find((one) => one.op === "call" && one.site === site.id);
  const pending: Operand[] = call ? [...operandsOf(call)] : [];
  for (let operand = pending.pop(); operand; operand = pending.pop()) {
    if (operand.kind === "address") given.add(operand.variable);
    if (operand.kind !== "temp" || seen.has(operand.id)) continue;
    seen.add(operand.id);
    const made = flowOf(fn).definitions.get(operand.id);
    if (made) pending.push(...operandsOf(made));
  }
  return given;
}

function isResult(unit: Unit, fn: FunctionIr, operand: Operand, site: CallSite): boolean {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  return made?.op === "call" && made.site === site.id;
}

function asksOnlyForResult(unit: Unit, fn: FunctionIr, block: Block | undefined, site: CallSite): boolean {
  const terminator = block?.terminator;
  const value =
    terminator?.op === "branch"
      ? terminator.condition
      : terminator?.op === "switch"
        ? terminator.value
        : undefined;
  return value !== undefined && concerns(unit, fn, value, site);
}

/** Is it the result, errno, or a comparison of one of them with a constant? */
function concerns(unit: Unit, fn: FunctionIr, operand: Operand, site: CallSite): boolean {
  const made = madeBy(fn, originOf(unit, fn, operand).operand);
  if (made?.op === "unary") return concerns(unit, fn, made.operand, site);
  if (made?.op === "binary") {
    return [made.left, made.right].every(
      (side) => side.kind === "integer" || side.kind === "name" || concerns(unit, fn, side, site),
    );
  }
  return isResult(unit, fn, operand, site) || readOf(unit, fn, operand) !== undefined;
}

/** Which errno values lead on in the loop, or out of it; a ladder that leaves it for all but some waits for those. */
function waitsFor(unit: Unit, fn: FunctionIr, body: ReadonlySet<BlockId>): EndlessRetry | undefined {
  const inLoop = laddersOf(unit, fn).filter(
    ({ otherwise, asked }) => body.has(otherwise) || asked.some(({ to }) => body.has(to)),
  );
  if (inLoop.length === 0) return { names: [], how: "always", asked: [] };
  const isRestOut = inLoop.every(({ otherwise }) => !body.has(otherwise));
  const asked = inLoop.flatMap(({ asked }) => asked.filter(({ to }) => body.has(to) === isRestOut));
  // A question whose answers go the same way tells nothing apart.
  if (asked.length === 0) return undefined;
  return {
    names: [...new Set(asked.map(({ name }) => name))],
    how: isRestOut ? "for" : "unless",
    asked: asked.map(({ span }) => span),
  };
}
