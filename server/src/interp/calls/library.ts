/** Applies a library function's row: what it touches, allocates, returns. */
import type { SiteId } from "../../c/ir";
import { sizeOf } from "../../c/types/types";
import type { RegionId } from "../../sim/types";
import { declareRegion } from "../../sim/world";
import { noteHeld } from "../checks/results";
import { type Run, variableOf } from "../context";
import { flowOf } from "../flow";
import { forgetAt, forgetElsewhere, letEscape, lostIn } from "../memory/escapes";
import { forgetPointed } from "../memory/forget";
import { copy, fill, forgetContents, store, unknownOf, withZeros } from "../memory/memory";
import { shownToOthers } from "../memory/others";
import { type Memory, valuesIn } from "../memory/parts";
import { touch } from "../memory/touch";
import { type Access, type Allocation, type Length, type Model, modelOf } from "../models";
import { extend } from "../record/trail";
import { changed, type ObjectKind, type State, temp, withMemory } from "../state";
import * as ranges from "../values/range";
import { again, answerName, isAutomatic, nameOfRegion } from "../values/region";
import {
  anything,
  exact,
  fromRange,
  identity,
  isAnything,
  likelyTarget,
  named,
  number,
  pointer,
  type Value,
  withOrigin,
  withRange,
} from "../values/value";
import { type Calling, freshRegion, nameOfResult, receiverOf, yieldOf } from "./calling";
import { textAt, written } from "./text";

export function applyModel(calling: Calling, state: State, model: Model): State {
  const { run, instruction, site, args } = calling;
  const pageSize = pageSizeAsked(run, model, args);
  if (pageSize) return temp(state, instruction.into, number(pageSize));
  if (model.allocates) return allocate(calling, state, model, model.allocates);
  let next = model.pure ? state : changed(state, { serial: state.serial + 1 });
  const known = { args, memory: state.memory };
  const bytes = model.writes?.(known);
  const exactly = bytes && written(known, bytes);
  for (const access of model.accesses ?? []) {
    if (!exactly || access.kind === "read") next = applyAccess(calling, next, access);
  }
  if (exactly) {
    const place = { span: site.span, write: true, length: bytes.bytes.length, by: calling.name };
    next = touch(run, withMemory(next, exactly), calling.frame, args[bytes.argument] ?? anything, place);
  }
  // What a freed block leads to stays as it is.
  const isFree = model.frees !== undefined;
  if (!model.pure && !model.changesNothing && !model.accesses && !exactly && !isFree)
    next = withEscaped(forgetPointed(run, next, args), args);
  const freed = model.frees === undefined ? undefined : args[model.frees];
  if (freed) next = release(next, freed);
  const same = model.returnsArgument === undefined ? undefined : args[model.returnsArgument];
  const returned = same && withOrigin(same, undefined);
  const name = nameOf(calling, state, model);
  const value =
    model.computes?.(known) ??
    returned ??
    (model.opens === "memory-file" && isMade(state, args[1])
      ? named(ranges.interval(0, 2 ** 20), name)
      : undefined) ??
    (model.returns ? named({ ...ranges.top, ...model.returns }, name) : unknownOf(instruction.type, name));
  // An unknown address that it returns may be one that it was given; no number that a library returns is.
  const isKnown = same !== undefined || model.computes?.(known) !== undefined;
  if (!isKnown && instruction.type.kind === "pointer" && (value.targets.length > 0 || isAnything(value)))
    next = withEscaped(next, lostIn(value, args));
  const opened = model.opens && name !== undefined ? withObject(next, name, model.opens) : next;
  return temp(opened, instruction.into, asResult(site.id, model, value));
}

const withEscaped = (state: State, values: readonly Value[]): State =>
  withMemory(state, letEscape(state.memory, values));

/** memfd_create() with no more than the flags that ask for nothing. */
function isMade({ world }: State, flags: Value | undefined): boolean {
  const n = flags && exact(flags);
  return world.memory === "ample" && n !== undefined && n >= 0 && n <= 3;
}

/** What is behind the descriptor of that name; memory that was just made is empty. */
function withObject(state: State, name: string, kind: ObjectKind): State {
  const objects = new Map(state.objects).set(name, kind);
  if (kind !== "memory-file") return changed(state, { objects });
  const sizes = new Map(state.world.objects).set(name, 0);
  return changed(state, { objects, world: { ...state.world, objects: sizes } });
}

/** The same pure function of the same arguments gives the same value; of others nobody knows. */
function nameOf({ frame, site, args }: Calling, state: State, model: Model): string | undefined {
  const name = nameOfResult(model.name, frame, site.id, state);
  if (!model.pure) return name;
  const given = args.map(identity);
  return given.includes(undefined) ? undefined : answerName(name, given);
}

/** A result whose test can go wrong is remembered as this call's. */
const asResult = (site: SiteId, { result }: Model, value: Value): Value =>
  result ? withOrigin(value, { site, as: "itself" }) : value;

/** sysconf(_SC_PAGESIZE) and getpagesize() give the platform's usual page size. */
function pageSizeAsked(run: Run, model: Model, args: readonly Value[]): number | undefined {
  const { constants, pageSize } = run.platform;
  if (model.name === "getpagesize") return pageSize.usual;
  const asked = args[0] && exact(args[0]);
  const isPage =
    asked !== undefined && (asked === constants._SC_PAGESIZE || asked === constants._SC_PAGE_SIZE);
  return model.name === "sysconf" && isPage ? pageSize.usual : undefined;
}

function lengthOf({ args }: Calling, { memory }: State, length: Length): number | undefined {
  switch (length.of) {
    case "bytes":
      return length.count;
    case "unknown":
    case "object":
      return undefined;
    case "string": {
      const text = textAt(memory, args[length.index] ?? anything);
      return text && text.length + 1;
    }
    case "argument":
      return args[length.index] && exact(args[length.index] ?? anything);
    case "product": {
      const count = exact(args[length.index] ?? anything);
      const size = exact(args[length.times] ?? anything);
      return count === undefined || size === undefined ? undefined : count * size;
    }
  }
}

/** The size of what the argument points to by its type: a member, a variable, an element. */
function objectSize({ run, frame, instruction }: Calling, index: number): number | undefined {
  const operand = instruction.args[index];
  const made = operand?.kind === "temp" ? flowOf(frame.fn).definitions.get(operand.id) : undefined;
  const place = operand?.kind === "address" ? variableOf(run, operand.variable) : undefined;
  const type = place?.type ?? (made && "type" in made ? made.type : undefined);
  const isPlace = place !== undefined || made?.op === "field";
  const pointed = isPlace ? type : type?.kind === "pointer" ? type.to : undefined;
  const one = pointed?.kind === "array" ? pointed.of : pointed;
  return one && one.kind !== "void" ? sizeOf(one, run.unit.layout) : undefined;
}

function applyAccess(calling: Calling, state: State, access: Access): State {
  const { run, frame, site, args, name } = calling;
  const value = args[access.argument];
  const copied = access.copies === undefined ? undefined : args[access.copies];
  const to = likelyTarget(value ?? anything);
  if (copied && !(to && isAutomatic(to.region))) noteHeld(run, state, copied);
  // Null is touched where it matters how the program ends.
  const isObject = access.length.of === "object";
  if (!value || (value.targets.length === 0 && (isObject || !run.endings))) return state;
  const length = isObject ? objectSize(calling, access.argument) : lengthOf(calling, state, access.length);
  const write = access.kind === "write";
  const forKernel = modelOf(name)?.blocks === true;
  const wipes = write && filling(access, args) === 0;
  const touched = touch(run, state, frame, value, {
    span: site.span,
    write,
    length,
    forKernel,
    by: name,
    wipes,
  });
  const isCopied = modelOf(name)?.accesses?.some(({ copies }) => copies === access.argument);
  // Who gives away what lies there may get it back from where nobody looks.
  if (!write) return isCopied ? touched : withEscaped(touched, pointedAt(touched, value));
  const from = access.copies === undefined ? undefined : args[access.copies];
  const shown = from ? shownToOthers(touched, value, pointedAt(touched, from)) : touched;
  return withMemory(shown, overwritten(shown, value, length, access, args));
}

const pointedAt = ({ memory }: State, { targets }: Value): readonly Value[] =>
  targets.flatMap(({ region }) => valuesIn(memory, region));

/** Memory after a library function wrote to it. */
function overwritten(
  state: State,
  to: Value,
  length: number | undefined,
  access: Access,
  args: readonly Value[],
): Memory {
  const target = likelyTarget(to);
  const { copies } = access;
  const source = copies === undefined ? undefined : (args[copies] ?? anything);
  const from = source && likelyTarget(source);
  if (target && from && !state.concurrent.has(from.region))
    return copy(forgetElsewhere(state.memory, to), target, from, length);
  const memory = source ? letEscape(state.memory, pointedAt(state, source)) : state.memory;
  if (!target) return forgetAt(memory, to);
  return fill(forgetElsewhere(memory, to), target, length, filling(access, args));
}

/** What each byte is afterwards, where that is known. */
const filling = ({ fills }: Access, args: readonly Value[]): number | undefined =>
  typeof fills === "object" ? exact(args[fills.argument] ?? anything) : fills;

function allocate(calling: Calling, state: State, model: Model, allocation: Allocation): State {
  const { run, instruction, site, args } = calling;
  const { alignment } = allocation;
  const promised =
    alignment === "page"
      ? run.platform.pageSize.usual
      : typeof alignment === "number"
        ? alignment
        : exact(args[alignment.argument] ?? anything);
  const isRefused = promised !== undefined && !isPowerOfWord(promised, run.unit.layout.pointer);
  const refusal = run.platform.constants.EINVAL;
  if (run.endings && allocation.through !== undefined && isRefused && refusal !== undefined)
    return temp(state, instruction.into, number(refusal));
  const first = run.endings ? freshRegion(state, yieldOf(calling)) : yieldOf(calling);
  const isRepeated = state.world.regions.has(first);
  const region = isRepeated ? again(first) : first;
  const base = { modulus: promised ?? 1, remainder: 0 };
  const size = lengthOf(calling, state, allocation.size);
  const block = pointer({ region, offset: ranges.exactly(0), alignment: base });
  const value: Value = isSure(state, size) ? block : withRange(block, ranges.exactly(0));
  // A second block from the same place, or one whose alignment is not known, is a block of which nothing is claimed.
  const world =
    isRepeated || promised === undefined
      ? state.world
      : declareRegion(state.world, region, {
          base,
          size,
          ownsPages: false,
          protection: undefined,
          lazy: false,
          wired: false,
        });
  const start = allocation.contents === "zero" && !isRepeated ? withZeros : forgetContents;
  const memory = start(state.memory, region);
  const through = likelyTarget(args[allocation.through ?? -1] ?? anything);
  const into = through ? nameOfRegion(through.region) : receiverOf(calling);
  const trail = extend(state.trail, { kind: "allocated", span: site.span, name: model.name, region, into });
  const fresh: State = changed(state, { world, memory, trail });
  const old = allocation.moves === undefined ? undefined : args[allocation.moves];
  const after = old && !isRepeated ? moveBlock(fresh, old, region, size) : fresh;
  if (allocation.through === undefined) return temp(after, instruction.into, value);
  const bytes = run.unit.layout.pointer;
  const stored = through ? store(after.memory, through, bytes, block) : after.memory;
  const sure = value.range === null && isPowerOfWord(promised, bytes);
  const errorNumber = sure ? number(0) : fromRange(ranges.interval(0, 4095));
  return temp(withMemory(after, stored), instruction.into, asResult(site.id, model, errorNumber));
}

/** What posix_memalign() takes for an alignment. */
const isPowerOfWord = (alignment: number | undefined, word: number): boolean =>
  alignment !== undefined && alignment >= word && Number.isInteger(Math.log2(alignment));

/** Where memory never runs short and no lock limits it, a block of ordinary size is always to be had. */
const isSure = ({ world }: State, size: number | undefined): boolean =>
  world.memory === "ample" && world.future === "off" && size !== undefined && size > 0 && size <= 2 ** 24;

/** realloc(): the new block begins with what the old one held, as far as that reached, and the old one is gone. */
function moveBlock(state: State, old: Value, region: RegionId, size: number | undefined): State {
  const from = likelyTarget(old);
  if (!from) return release(state, old);
  const held = state.world.regions.get(from.region)?.size;
  const kept = size === undefined || held === undefined ? undefined : Math.min(size, held);
  const to = { region, offset: ranges.exactly(0), alignment: { modulus: 1, remainder: 0 } };
  const memory = kept === undefined ? state.memory : copy(state.memory, to, from, kept);
  return release(withMemory(state, memory), old);
}

/** A freed block is nobody's: nothing is known of its memory any more. */
function release(state: State, value: Value): State {
  const regions = new Map(state.world.regions);
  let { memory } = state;
  for (const { region } of value.targets) {
    regions.delete(region);
    memory = forgetContents(memory, region);
  }
  return changed(state, { memory, world: { ...state.world, regions } });
}
