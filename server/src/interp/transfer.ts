/** What each instruction does to a state. */
import type { Instruction, TempId } from "../c/ir";
import { returnsAgain } from "../c/lowering/calls";
import { type CType, sizeOf } from "../c/types/types";
import { keptPageSize } from "./caches";
import { errnoRange, readErrno, useOfErrno } from "./checks/errno";
import { copied, overwritten, stored } from "./checks/lost-pointers";
import { keptResult, noteComparison, noteHeld, noteUse } from "./checks/results";
import { errnoVariable, evaluate, type Frame, type Run } from "./context";
import { computed } from "./ending/computed";
import { handlesSignals } from "./ending/death";
import { noteOrder } from "./ending/order";
import { isSplit, mustBeChecked } from "./kernel/kernel";
import { areApart } from "./memory/apart";
import { forgetAt, forgetElsewhere, letEscape, lostIn } from "./memory/escapes";
import { forgetEverything } from "./memory/forget";
import { afterLoad, copy as copyBytes, fill, load, noted, store, withZeros } from "./memory/memory";
import { shownToOthers } from "./memory/others";
import { type Memory, regionOfMember, valuesIn } from "./memory/parts";
import { touch } from "./memory/touch";
import { costsOf } from "./record/losses";
import { changed, type State, temp, withMemory } from "./state";
import { binary, convert, unary } from "./values/arithmetic";
import { move } from "./values/pointer-arithmetic";
import * as ranges from "./values/range";
import { isAutomatic } from "./values/region";
import { rounded } from "./values/residues";
import {
  anything,
  exact,
  fromRange,
  isTooNarrow,
  likelyTarget,
  madeOf,
  number,
  onlyTarget,
  pointers,
  somewhereIn,
  type Target,
  type Value,
  withOrigin,
  withRange,
} from "./values/value";

type Of<Op extends Instruction["op"]> = Extract<Instruction, { op: Op }>;

/** The state after one instruction that is no call. */
export function transfer(
  run: Run,
  state: State,
  frame: Frame,
  instruction: Exclude<Instruction, { op: "call" }>,
): State {
  switch (instruction.op) {
    case "load":
      return loadCell(run, state, frame, instruction);
    case "store":
      return storeCell(run, state, frame, instruction);
    case "field":
      return field(run, state, frame, instruction);
    case "index":
      return index(run, state, frame, instruction);
    case "binary":
      return applyBinary(run, state, frame, instruction);
    case "unary":
      return applyUnary(run, state, frame, instruction);
    case "convert":
    case "set": {
      const value = evaluate(run, state, frame, instruction.value);
      return computedFrom(state, instruction.into, convert(value, instruction.type), value);
    }
    case "copy":
      return copy(run, state, frame, instruction);
    case "zero":
      return zero(run, state, frame, instruction);
    case "discard":
      return discard(run, state, frame, instruction);
    case "unordered":
      noteOrder(run, state, frame, instruction);
      return state;
    case "havoc":
      return giveUpOn(run, state, frame, instruction);
  }
}

/** What was computed from the values. Addresses that may have gone into it, and that it does not show, have escaped. */
function computedFrom(state: State, into: TempId, result: Value, ...from: readonly Value[]): State {
  const after = temp(state, into, result);
  if (from.every(({ targets }) => targets.length === 0)) return after;
  if (result.range && result.targets.length === 0 && isTooNarrow(result.range)) return after;
  return withMemory(after, letEscape(after.memory, lostIn(result, from)));
}

function giveUpOn(run: Run, state: State, frame: Frame, { reason, span }: Of<"havoc">): State {
  // Whoever wants to know how the program ends follows its jumps.
  if (run.endings && reason.endsWith(returnsAgain)) return state;
  const after = forgetEverything(run, state);
  const place = { what: reason, span, functionName: frame.fn.name };
  run.recorder.lose("unreadable code", place, costsOf(state, after));
  return after;
}

const isErrno = (instruction: Of<"load"> | Of<"store">) =>
  instruction.address.kind === "address" && instruction.address.variable === errnoVariable;

function loadCell(run: Run, state: State, frame: Frame, instruction: Of<"load">): State {
  if (isErrno(instruction)) {
    const after = readErrno(run, state, frame, instruction.span, useOfErrno(frame, instruction.into));
    return temp(after, instruction.into, fromRange(errnoRange(run, state)));
  }
  const address = evaluate(run, state, frame, instruction.address);
  const bytes = sizeOf(instruction.type, run.unit.layout);
  const touched = touch(run, state, frame, address, { span: instruction.span, write: false, length: bytes });
  const target = likelyTarget(address);
  const isConcurrent = target !== undefined && state.concurrent.has(target.region);
  const mayChange = isConcurrent || (instruction.volatile && !(run.endings && !handlesSignals(run)));
  if (!target || mayChange) {
    const value = target ? unknownRead(run, touched, target, instruction.type) : anything;
    const read = address.targets.flatMap(({ region }) => valuesIn(touched.memory, region));
    return temp(withMemory(touched, letEscape(touched.memory, lostIn(value, read))), instruction.into, value);
  }
  const memory = withKept(run, noted(touched.memory, target.region), target, instruction, bytes);
  const value = load(memory, target, bytes, instruction.type);
  return temp(withMemory(touched, afterLoad(memory, target, bytes, value)), instruction.into, value);
}

/** A variable of which nothing is known but that it keeps the page size. */
function withKept(
  run: Run,
  memory: Memory,
  target: Target,
  { address, type }: Of<"load">,
  bytes: number | undefined,
): Memory {
  const kept = address.kind === "address" ? keptPageSize(run, address.variable) : undefined;
  if (!kept) return memory;
  const value = load(memory, target, bytes, type);
  const range = value.range && ranges.meet(value.range, kept);
  return range && !ranges.same(range, value.range)
    ? store(memory, target, bytes, withRange(value, range))
    : memory;
}

/** What is volatile, or written by a handler or thread, may hold another number at each read; where its pointers lead, it is taken at its word. */
function unknownRead(run: Run, state: State, target: Target, type: CType): Value {
  if (type.kind !== "pointer") return anything;
  return load(state.memory, target, sizeOf(type, run.unit.layout), type);
}

function storeCell(run: Run, state: State, frame: Frame, instruction: Of<"store">): State {
  const value = evaluate(run, state, frame, instruction.value);
  if (isErrno(instruction)) {
    const n = exact(value);
    const kept = n === undefined ? undefined : ({ kind: "stored", number: n } as const);
    return changed(state, { errno: n === 0 ? { kind: "cleared" } : (kept ?? { kind: "unowned" }) });
  }
  const address = evaluate(run, state, frame, instruction.address);
  const bytes = sizeOf(instruction.type, run.unit.layout);
  const accessed = touch(run, state, frame, address, {
    span: instruction.span,
    write: true,
    length: bytes,
    zero: exact(value) === 0,
  });
  const touched = shownToOthers(accessed, address, [value]);
  const target = likelyTarget(address);
  if (value.origin && !(target && isAutomatic(target.region))) {
    // Kept where others can look at it. A mapping's address is kept to be used, and is as good as tested by whoever reads it.
    noteUse(run, value);
  }
  const before = stored(touched, value, target);
  if (!target) return withMemory(before, forgetAt(letEscape(before.memory, [value]), address));
  const after = withMemory(before, store(forgetElsewhere(before.memory, address), target, bytes, value));
  return overwritten(run, frame, before, after, instruction, target);
}

/** A field of a record whose layout is not known is a region of its own. */
function field(run: Run, state: State, frame: Frame, instruction: Of<"field">): State {
  const base = evaluate(run, state, frame, instruction.base);
  return computedFrom(state, instruction.into, fieldOf(state, base, instruction), base);
}

function fieldOf(state: State, base: Value, instruction: Of<"field">): Value {
  if (instruction.offset !== undefined) return move(base, ranges.exactly(instruction.offset));
  const targets: Target[] = [];
  for (const { region, offset } of base.targets) {
    const at = ranges.exact(offset);
    if (at === undefined) return anything;
    const name = regionOfMember(state.memory, region, at, instruction.field);
    targets.push({ region: name, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } });
  }
  return targets.length > 0 ? pointers(targets) : anything;
}

function index(run: Run, state: State, frame: Frame, instruction: Of<"index">): State {
  const base = evaluate(run, state, frame, instruction.base);
  const by = evaluate(run, state, frame, instruction.index);
  return computedFrom(state, instruction.into, indexed(base, by, instruction), base, by);
}

function indexed(base: Value, by: Value, instruction: Of<"index">): Value {
  if (by.targets.length > 0 || !by.range) return madeOf(base, by);
  if (instruction.stride === undefined) {
    const stays = ranges.exact(by.range) === 0;
    return stays ? base : pointers(base.targets.map(({ region }) => somewhereIn(region)));
  }
  const distance = ranges.multiply(by.range, ranges.exactly(instruction.stride));
  if (base.targets.length === 0 && base.range) {
    const moved = instruction.subtract
      ? ranges.subtract(base.range, distance)
      : ranges.add(base.range, distance);
    return fromRange(moved);
  }
  const moved = move(base, instruction.subtract ? ranges.negate(distance) : distance);
  if (instruction.stride === 1)
    return rounded(instruction.subtract ? "-" : "+", base, by, unmoved(base, distance, moved));
  return unmoved(base, distance, moved);
}

const unmoved = ({ origin }: Value, distance: ranges.Range, moved: Value): Value =>
  ranges.exact(distance) === 0 ? withOrigin(moved, origin) : moved;

function applyBinary(run: Run, state: State, frame: Frame, instruction: Of<"binary">): State {
  const left = evaluate(run, state, frame, instruction.left);
  const right = evaluate(run, state, frame, instruction.right);
  noteComparison(run, state, frame, instruction, left, right);
  const { operator, operandType, type } = instruction;
  const value =
    isEquality(instruction) && areApart(run, state, frame, left, right)
      ? number(operator === "!=" ? 1 : 0)
      : binary(operator, left, right, operandType, type);
  const kept = keptResult(operator, left, right);
  const after = run.endings ? computed(run, state, instruction, left, right) : state;
  const result = kept ? withOrigin(value, kept) : value;
  // How far apart two places of one object are is no address.
  const isDistance = operator === "-" && left.targets[0]?.region === right.targets[0]?.region;
  return isDistance
    ? temp(after, instruction.into, result)
    : computedFrom(after, instruction.into, result, left, right);
}

const isEquality = ({ operator }: Of<"binary">): boolean => operator === "==" || operator === "!=";

function applyUnary(run: Run, state: State, frame: Frame, instruction: Of<"unary">): State {
  const value = evaluate(run, state, frame, instruction.operand);
  const { operator, type, into } = instruction;
  const kept = operator === "!" ? keptResult(operator, value) : undefined;
  if (kept) run.recorder.ask(value);
  else noteUse(run, value);
  const result = unary(operator, value, type);
  return computedFrom(state, into, kept ? withOrigin(result, kept) : result, value);
}

function copy(run: Run, state: State, frame: Frame, instruction: Of<"copy">): State {
  const to = evaluate(run, state, frame, instruction.to);
  const from = evaluate(run, state, frame, instruction.from);
  const length = instruction.size;
  const read = touch(run, state, frame, from, { span: instruction.span, write: false, length });
  const accessed = touch(run, read, frame, to, { span: instruction.span, write: true, length });
  const target = likelyTarget(to);
  const source = likelyTarget(from);
  if (!(target && isAutomatic(target.region))) noteHeld(run, accessed, from);
  const held = from.targets.flatMap(({ region }) => valuesIn(read.memory, region));
  const written = shownToOthers(copied(accessed, source, target), to, held);
  if (target && source && !written.concurrent.has(source.region)) {
    const memory = forgetElsewhere(written.memory, to);
    return withMemory(written, copyBytes(memory, target, source, length));
  }
  return withMemory(written, forgetAt(letEscape(written.memory, held), to));
}

function zero(run: Run, state: State, frame: Frame, instruction: Of<"zero">): State {
  const address = evaluate(run, state, frame, instruction.address);
  const target = onlyTarget(address);
  if (!target) return withMemory(state, forgetAt(state.memory, address));
  const isWhole = ranges.exact(target.offset) === 0;
  const memory = isWhole
    ? withZeros(state.memory, target.region)
    : fill(state.memory, target, instruction.size, 0);
  return withMemory(state, memory);
}

function discard(run: Run, state: State, frame: Frame, instruction: Of<"discard">): State {
  const value = evaluate(run, state, frame, instruction.value);
  if (!value.origin) return state;
  const site = run.unit.sites[value.origin.site];
  const droppedAt = discardedSite(run, frame, instruction) ?? site;
  if (!site || !droppedAt || !mustBeChecked(site)) return state;
  if (instruction.how === "cast") run.recorder.examine(site.id);
  // Where the failure was logged before it was passed on, nothing is lost.
  else if (isSplit(site.name ?? "") && state.untold !== site.id) run.recorder.examine(site.id);
  else run.recorder.drop({ site, droppedAt, trail: state.trail });
  return state;
}

function discardedSite(run: Run, frame: Frame, instruction: Of<"discard">) {
  for (const block of frame.fn.blocks) {
    for (const other of block.instructions) {
      const isIt =
        other.op === "call" && instruction.value.kind === "temp" && other.into === instruction.value.id;
      if (isIt) return run.unit.sites[other.site];
    }
  }
  return undefined;
}
