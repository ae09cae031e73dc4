/** Loops that make the same call again and again although nothing that made it fail can have changed. */
import type { Block, BlockId, CallSite, FunctionIr, Instruction, Operand, Unit } from "../c/ir";
import { flowOf, successors } from "../interp/flow";
import type { Span } from "../text/span";
import { madeBy, originOf } from "./arguments";
import { laddersOf, readOf } from "./errno-tests";

export interface EndlessRetry {
  /** The errno values that keep it going; empty: whichever it is. */
  readonly waitsFor: readonly string[];
  /** The questions that keep it going for these. */
  readonly asked: readonly Span[];
}

/** What stays as it is however long one waits. */
const lasting: ReadonlySet<string> = new Set(["EPERM", "EINVAL", "ENOSYS"]);

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

/** Of stores, only what keeps the result or errno. */
function changesNothing(unit: Unit, fn: FunctionIr, one: Instruction, site: CallSite): boolean {
  if (one.op === "call") {
    return one.site === site.id || (one.callee.kind === "function" && idle.test(one.callee.name));
  }
  if (one.op === "store")
    return isResult(unit, fn, one.value, site) || readOf(unit, fn, one.value) !== undefined;
  return one.op !== "copy" && one.op !== "zero" && one.op !== "havoc";
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

/** Which errno values lead on in the loop; a ladder that leaves it for all but one of them waits for that one. */
function waitsFor(unit: Unit, fn: FunctionIr, body: ReadonlySet<BlockId>): EndlessRetry | undefined {
  const inLoop = laddersOf(unit, fn).filter(
    ({ otherwise, asked }) => body.has(otherwise) || asked.some(({ to }) => body.has(to)),
  );
  if (inLoop.length === 0) return { waitsFor: [], asked: [] };
  const asked = inLoop.flatMap(({ asked }) => asked.filter(({ to }) => body.has(to)));
  const isRestOut = inLoop.every(({ otherwise }) => !body.has(otherwise));
  // Whoever leaves for some values and goes on for all others has thought of those that last.
  if (!isRestOut) return undefined;
  const kept = asked.filter(({ name }) => lasting.has(name));
  if (kept.length === 0 || kept.length < asked.length) return undefined;
  return { waitsFor: kept.map(({ name }) => name), asked: kept.map(({ span }) => span) };
}
