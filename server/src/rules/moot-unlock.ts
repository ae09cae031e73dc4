/** Unlocks of which nobody needs to know whether they failed: what comes next ends the lock in any case. */
import type { BlockId, CallSite, FunctionIr, Instruction } from "../c/ir";
import type { Scene } from "./rule";

/** The unlock, or the call of the program's own function that unlocks. */
export function isMoot(scene: Scene, unlock: CallSite): boolean {
  const fn = scene.unit.functions.get(unlock.functionName);
  const next = fn && nextOf(fn, unlock);
  if (next === "the end") return fn?.name === "main";
  if (next?.callee.kind !== "function") return false;
  if (ending.has(next.callee.name)) return true;
  const gone = scene.unit.sites[next.site];
  if (!gone || !unmapping.has(next.callee.name)) return false;
  const [memory, same] = [unlock, gone].map(({ args: [address] }) => address && placeAt(scene, address));
  return memory !== undefined && memory === same;
}

type Call = Extract<Instruction, { op: "call" }>;

const ending: ReadonlySet<string> = new Set(["exit", "_exit", "_Exit", "quick_exit", "abort"]);
const unmapping: ReadonlySet<string> = new Set(["munmap", "munmap_flags"]);

/** How an address is spelt, casts left aside. */
const placeAt = (scene: Scene, span: CallSite["span"]): string =>
  scene
    .textAt(span)
    .replace(/\s+/g, "")
    .replace(/^(\([\w]+\**\))+(?=[\w(&])/, "");

/** The call that surely comes next, or that the function returns without another; undefined where that depends. */
function nextOf({ blocks }: FunctionIr, after: CallSite): Call | "the end" | undefined {
  const isIt = (one: Instruction) => one.op === "call" && one.site === after.id;
  let block = blocks.find(({ instructions }) => instructions.some(isIt));
  let rest = block?.instructions.slice(block.instructions.findIndex(isIt) + 1) ?? [];
  const seen = new Set<BlockId>();
  while (block) {
    const call = rest.find((one): one is Call => one.op === "call");
    if (call) return call;
    const { terminator } = block;
    if (terminator.op === "return") return "the end";
    if (terminator.op !== "jump" || seen.has(terminator.to)) return undefined;
    seen.add(terminator.to);
    block = blocks[terminator.to];
    rest = block?.instructions.slice() ?? [];
  }
  return undefined;
}
