/** Wipes that nobody can see: of memory that is gone right after them, so that a compiler may leave them out. */
import type { BlockId, FunctionIr, Instruction, Operand } from "../../c/ir";
import type { Calling } from "../calls/calling";
import { deedsOf } from "../deeds";
import { flowOf } from "../flow";
import { fine } from "../record/observations";
import { steps } from "../record/trail";
import type { State } from "../state";
import { isLocalOf, variableOfRegion } from "../values/region";
import { anything, exact, likelyTarget } from "../values/value";
import { freeing } from "./book";
import type { CallCheck } from "./watch";

/** Locked by itself, or until now: that says that somebody cares what becomes of it. With all the process, that says less. */
function holdOn({ deeds, trail }: State, region: string): "itself" | "all" | undefined {
  if ((["locked", "unlocked"] as const).some((kind) => deedsOf(deeds, kind, region).length > 0))
    return "itself";
  // Who unlocks what a caller has locked says so, too.
  if (steps(trail).some((step) => step.kind === "unlocked" && step.region === region)) return "itself";
  return deedsOf(deeds, "locked-all").length > 0 ? "all" : undefined;
}

/** memset() of what is freed, or out of scope, right after it: nobody can tell whether it was done, so a compiler need not. */
export const wipedInVain: CallCheck = {
  calls: ["memset", "bzero"],
  before: (calling, state) => {
    const { run, frame, instruction, site, name, args } = calling;
    const region = likelyTarget(args[0] ?? anything)?.region;
    const isZero = name === "bzero" || exact(args[1] ?? anything) === 0;
    const hold = region === undefined ? undefined : holdOn(state, region);
    if (region === undefined || !isZero || !hold) return state;
    if (variableOfRegion(run.unit, region)?.isVolatile) return state;
    const end = endAfter(frame.fn, instruction);
    const isOwn = isLocalOf(frame)(region);
    const before = end === "return" && !isOwn ? undefined : end;
    run.recorder.observe({
      kind: "wiped-in-vain",
      span: site.span,
      functionName: frame.fn.name,
      site,
      ...(before ? ({ verdict: "certain", before, locked: hold } as const) : fine),
      way: { trail: state.trail, region },
    });
    return state;
  },
};

/** What comes next without any other call: the end of this very memory, or of the function. */
function endAfter(fn: FunctionIr, wipe: Calling["instruction"]): "free" | "return" | undefined {
  const start = fn.blocks.findIndex(({ instructions }) => instructions.includes(wipe));
  const seen = new Set<BlockId>();
  let from = (fn.blocks[start]?.instructions.indexOf(wipe) ?? 0) + 1;
  for (let id = start; !seen.has(id); from = 0) {
    seen.add(id);
    const block = fn.blocks[id];
    if (!block) return undefined;
    for (const next of block.instructions.slice(from)) {
      if (next.op === "havoc") return undefined;
      if (next.op === "call") return isFreeOf(fn, next, wipe.args[0]) ? "free" : undefined;
    }
    if (block.terminator.op === "return") return "return";
    if (block.terminator.op !== "jump") return undefined;
    id = block.terminator.to;
  }
  return undefined;
}

function isFreeOf(
  fn: FunctionIr,
  { callee, args }: Calling["instruction"],
  wiped: Operand | undefined,
): boolean {
  if (callee.kind !== "function" || !freeing.some((name) => name === callee.name)) return false;
  const [mine, theirs] = [variableOf(fn, wiped), variableOf(fn, args[0])];
  return mine !== undefined && mine === theirs;
}

/** The variable that an argument is read from. */
function variableOf(fn: FunctionIr, operand: Operand | undefined): number | undefined {
  const definition: Instruction | undefined =
    operand?.kind === "temp" ? flowOf(fn).definitions.get(operand.id) : undefined;
  if (definition?.op === "convert") return variableOf(fn, definition.value);
  return definition?.op === "load" && definition.address.kind === "address"
    ? definition.address.variable
    : undefined;
}
