/** What becomes of a tracked call's result: looked at, compared so that it tells something, or so that it does not. */
import type {
  BinaryOperator,
  Block,
  BlockId,
  CallSite,
  FunctionIr,
  Instruction,
  Operand,
  Terminator,
} from "../../c/ir";
import { type CType, intType } from "../../c/types/types";
import type { Span } from "../../text/span";
import { errnoVariable, evaluate, type Frame, isStandardError, type Run } from "../context";
import { flowOf, successors } from "../flow";
import { kernelResultOf } from "../kernel/kernel";
import { valuesIn } from "../memory/parts";
import { modelOf, type ResultKind } from "../models";
import { executing } from "../models/process";
import { fine } from "../record/observations";
import type { State } from "../state";
import { compare, convert } from "../values/arithmetic";
import * as ranges from "../values/range";
import { somewhere } from "../values/region";
import { exact, fromRange, number, type Origin, pointer, type Value, withOrigin } from "../values/value";

/** Any use counts as looking at it. */
export function noteUse(run: Run, value: Value): void {
  run.recorder.ask(value);
  if (value.origin) run.recorder.examine(value.origin.site);
  for (const site of value.alsoFrom ?? []) run.recorder.examine(site);
}

/** Whoever takes a record takes the results that it holds. */
export function noteHeld(run: Run, { memory }: State, record: Value): void {
  for (const { region } of record.targets) {
    for (const value of valuesIn(memory, region)) if (value.origin) noteUse(run, value);
  }
}

/** A comparison: does it tell success from failure? */
export function noteComparison(
  run: Run,
  state: State,
  frame: Frame,
  instruction: Extract<Instruction, { op: "binary" }>,
  left: Value,
  right: Value,
): void {
  const { operator, operandType, span } = instruction;
  run.recorder.comparison(span);
  const kept = keptResult(operator, left, right);
  for (const value of [left, right]) {
    if (kept) run.recorder.ask(value);
    else noteUse(run, value);
  }
  judgeTest(run, state, frame, left, operator, right, operandType, span);
  judgeTest(run, state, frame, right, mirror(operator), left, operandType, span);
}

/** `ok = mlock(p, n) == 0`: what a comparison gives tells as much as the result did, and somebody has yet to look at it. */
export function keptResult(operator: BinaryOperator | "!", left: Value, right?: Value): Origin | undefined {
  if (left.alsoFrom || right?.alsoFrom || (left.origin && right?.origin)) return undefined;
  const origin = left.origin ?? right?.origin;
  return origin && tests.has(operator) ? { site: origin.site, as: "derived" } : undefined;
}

const tests: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "!"]);

/** A case label is a test, too. */
export function noteCase(run: Run, state: State, frame: Frame, value: Value, label: Value, span: Span): void {
  noteUse(run, value);
  judgeTest(run, state, frame, value, "==", label, intType, span);
}

function judgeTest(
  run: Run,
  state: State,
  { fn }: Frame,
  value: Value,
  operator: BinaryOperator,
  other: Value,
  type: CType,
  span: Span,
): void {
  const site = value.origin && run.unit.sites[value.origin.site];
  if (!site || value.origin?.as === "derived") return;
  const verdict = tells(site, operator, other, type);
  if (verdict) run.recorder.seeingTest(site.id);
  if (verdict !== false) return;
  const constant = other.constant ?? String(exact(other) ?? "");
  const place = { span, functionName: fn.name, trail: state.trail };
  run.recorder.blindTest({ ...place, site, operator, constant, kind: "same-either-way" });
}

/** Is the comparison's outcome different after success and after failure? Undefined where that is not known. */
function tells(site: CallSite, operator: BinaryOperator, other: Value, type: CType): boolean | undefined {
  const kind = resultKindOf(site);
  if (!kind || (exact(other) === undefined && other.targets.length === 0)) return undefined;
  // The operands' common type: -1 is 0xffffffff where the other side is unsigned.
  const onSuccess = compare(operator, convert(results[kind].success, type), other, type);
  const onFailure = compare(operator, convert(results[kind].failure, type), other, type);
  if (onSuccess === "not a comparison" || onFailure === "not a comparison") return undefined;
  // -1 is only one of the error numbers that an _r form returns.
  if (kind === "negative-errno" && (operator === "==" || operator === "!=") && exact(other) === -1)
    return false;
  if (onSuccess === undefined || onFailure === undefined) return true;
  return onSuccess !== onFailure;
}

const resultKindOf = ({ name }: CallSite): ResultKind | undefined =>
  name === undefined ? undefined : (kernelResultOf(name) ?? modelOf(name)?.result);

const anywhere = pointer({ region: somewhere, offset: ranges.top, alignment: { modulus: 1, remainder: 0 } });
const spread = (low: number, high: number): Value => fromRange(ranges.interval(low, high));

const results: Readonly<Record<ResultKind, { readonly success: Value; readonly failure: Value }>> = {
  "zero-or-minus-one": { success: number(0), failure: number(-1) },
  "address-or-map-failed": { success: anywhere, failure: number(-1) },
  "id-or-minus-one": { success: spread(0, 2 ** 31 - 1), failure: number(-1) },
  "error-number": { success: number(0), failure: spread(1, 4095) },
  "negative-errno": { success: spread(0, 2 ** 31 - 1), failure: spread(-4095, -1) },
};

const mirrors: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};
const mirror = (operator: BinaryOperator): BinaryOperator => mirrors[operator] ?? operator;

/** What a condition decides about a call: its result is false or true after a failure. */
export interface Decision {
  readonly site: CallSite;
  readonly whenFailed: boolean;
}

/** A branch on a result: looked at, perhaps without seeing anything, perhaps the wrong way round. */
export function noteBranch(
  run: Run,
  state: State,
  frame: Frame,
  branch: Extract<Terminator, { op: "branch" }>,
): Decision | undefined {
  if (!isComparison(frame, branch.condition)) run.recorder.comparison(branch.span);
  const about = resultTestOf(run, state, frame, branch.condition, "plain");
  if (!about) return undefined;
  const { value, operator, other, type, negated } = about;
  noteUse(run, value);
  const site = value.origin && run.unit.sites[value.origin.site];
  const kind = site && resultKindOf(site);
  if (site && value.origin?.instead) noteOutcome(run, state, frame, branch, about, site);
  if (!site || !kind || value.origin?.as === "derived") return undefined;
  const onFailure = compare(operator, convert(results[kind].failure, type), other, type);
  const onSuccess = compare(operator, convert(results[kind].success, type), other, type);
  if (typeof onFailure !== "boolean" || typeof onSuccess !== "boolean") return undefined;
  const test = { site, span: branch.span, functionName: frame.fn.name, trail: state.trail };
  if (onFailure === onSuccess) {
    if (about.bare)
      run.recorder.blindTest({ ...test, kind: "same-either-way", operator: "!=", constant: "0" });
    return undefined;
  }
  run.recorder.seeingTest(site.id);
  const whenFailed = onFailure !== negated;
  const [failure, success] = whenFailed ? [branch.then, branch.else] : [branch.else, branch.then];
  if (asksForErrno(frame, failure, success)) run.recorder.expectFailure(site.id);
  const isTruth = isWrappedAsTruth(run, frame, site);
  const isInverted =
    looksInverted(run, state, frame, success, failure) ||
    (isTruth && givesUp(frame.fn, success) && !givesUp(frame.fn, failure));
  if (kind === "zero-or-minus-one" && isInverted) {
    const inverted = isTruth ? "inverted-truth" : "inverted";
    run.recorder.blindTest({ ...test, kind: inverted, operator: "", constant: "" });
  }
  return { site, whenFailed };
}

/** A branch on what a wrapper returns after a failure: would it go the same way after success? */
function noteOutcome(
  run: Run,
  state: State,
  frame: Frame,
  branch: Extract<Terminator, { op: "branch" }>,
  { value, operator, other, type, negated, bare }: ResultTest,
  site: CallSite,
): void {
  const { instead } = value.origin ?? {};
  if (!instead) return;
  const onFailure = compare(operator, convert(withOrigin(value, undefined), type), other, type);
  const onSuccess = compare(operator, convert(number(instead.success), type), other, type);
  const isKnown = typeof onFailure === "boolean" && typeof onSuccess === "boolean";
  const isBlind = isKnown && onFailure === onSuccess;
  if (!isBlind) run.recorder.outcomeTold(site.id, frame.fn.name);
  const [failure, success] = onFailure !== negated ? [branch.then, branch.else] : [branch.else, branch.then];
  const isInverted = isKnown && !isBlind && looksInverted(run, state, frame, success, failure);
  const sight = {
    span: branch.span,
    functionName: frame.fn.name,
    ...instead,
    failure: exact(value) ?? (value.range && value.range.low > 0 ? "positive" : "negative"),
    test: bare ? "" : `${operator} ${other.constant ?? exact(other)}`,
    other: site,
    way: { trail: state.trail, region: undefined },
  } as const;
  run.recorder.observe({ ...sight, kind: "blind-outcome", ...(isBlind ? certain : fine) });
  run.recorder.observe({ ...sight, kind: "inverted-outcome", ...(isInverted ? certain : fine) });
}

const certain = { verdict: "certain" } as const;

/** Comparisons are counted where they are made. */
function isComparison(frame: Frame, condition: Operand): boolean {
  const definition = condition.kind === "temp" ? flowOf(frame.fn).definitions.get(condition.id) : undefined;
  if (definition?.op === "unary") return isComparison(frame, definition.operand);
  return definition?.op === "binary";
}

interface ResultTest {
  readonly value: Value;
  readonly operator: BinaryOperator;
  readonly other: Value;
  readonly type: CType;
  readonly negated: boolean;
  /** Not compared with anything. */
  readonly bare: boolean;
}

/** The result that a condition is about, and what it is compared with; a bare result is compared with 0. */
function resultTestOf(
  run: Run,
  state: State,
  frame: Frame,
  condition: Operand,
  sense: "plain" | "negated",
): ResultTest | undefined {
  const definition = condition.kind === "temp" ? flowOf(frame.fn).definitions.get(condition.id) : undefined;
  if (definition?.op === "unary" && definition.operator === "!") {
    return resultTestOf(run, state, frame, definition.operand, sense === "plain" ? "negated" : "plain");
  }
  const negated = sense === "negated";
  if (definition?.op === "binary") {
    const left = evaluate(run, state, frame, definition.left);
    const right = evaluate(run, state, frame, definition.right);
    const { operator, operandType: type } = definition;
    if (left.origin) return { value: left, operator, other: right, type, negated, bare: false };
    return right.origin
      ? { value: right, operator: mirror(operator), other: left, type, negated, bare: false }
      : undefined;
  }
  const value = evaluate(run, state, frame, condition);
  run.recorder.ask(value);
  return value.origin
    ? { value, operator: "!=", other: number(0), type: intType, negated, bare: true }
    : undefined;
}

/** `r != -1 || errno != EINVAL`: success and another errno go the same way, so the failure is what is expected. */
function asksForErrno(frame: Frame, failure: BlockId, success: BlockId): boolean {
  const terminator = frame.fn.blocks[failure]?.terminator;
  if (terminator?.op !== "branch" || terminator.condition.kind !== "temp") return false;
  const { definitions } = flowOf(frame.fn);
  const test = definitions.get(terminator.condition.id);
  if (test?.op !== "binary" || (test.operator !== "!=" && test.operator !== "==")) return false;
  const isAsked = [test.left, test.right].some((operand) => isErrno(frame, operand));
  return isAsked && (test.operator === "!=" ? terminator.then : terminator.else) === success;
}

/**
 * `expect(rc, errno, EINVAL)`, `assert_int_equal(errno, EINVAL)`: whoever is handed a result or its errno beside the name
 * of an error is there to compare them.
 */
export function noteWanted(
  run: Run,
  state: State,
  frame: Frame,
  operands: readonly Operand[],
  args: readonly Value[],
) {
  if (!args.some(({ constant }) => constant !== undefined && isErrorName(constant))) return;
  for (const { origin } of args) if (origin) run.recorder.expectFailure(origin.site);
  const { errno } = state;
  if (errno.kind === "fresh" && operands.some((operand) => isErrno(frame, operand)))
    run.recorder.expectFailure(errno.site);
}

/** EOK is QNX's name for success, EOF no error's. */
const isErrorName = (name: string): boolean => /^E(?!OK$|OF$)[A-Z0-9]+$/.test(name);

function isErrno(frame: Frame, operand: Operand): boolean {
  const read = operand.kind === "temp" ? flowOf(frame.fn).definitions.get(operand.id) : undefined;
  if (read?.op === "convert") return isErrno(frame, read.value);
  return read?.op === "load" && read.address.kind === "address" && read.address.variable === errnoVariable;
}

type Shape = "complains" | "rejoices" | "neutral";

/** The branch taken after success complains, and the other does not. */
function looksInverted(run: Run, state: State, frame: Frame, success: BlockId, failure: BlockId): boolean {
  const onSuccess = shapeOf(run, state, frame, success);
  const onFailure = shapeOf(run, state, frame, failure);
  return (
    (onSuccess === "complains" && onFailure !== "complains") ||
    (onFailure === "rejoices" && onSuccess === "neutral")
  );
}

/** `bool lock(void) { return mlock(p, n); }`: true after a failure, and asked for here. */
function isWrappedAsTruth({ unit }: Run, { fn }: Frame, { functionName }: CallSite): boolean {
  const wrapper = functionName === fn.name ? undefined : unit.functions.get(functionName);
  return wrapper?.returns.kind === "integer" && wrapper.returns.name === "_Bool";
}

/** Does a branch come to `return -1` by itself? */
function givesUp(fn: FunctionIr, start: BlockId): boolean {
  const { predecessors } = flowOf(fn);
  for (let id = start, count = 0; count < mostBlocks && (predecessors[id]?.length ?? 0) < 2; count++) {
    const terminator = fn.blocks[id]?.terminator;
    if (terminator?.op === "return")
      return terminator.value?.kind === "integer" && terminator.value.value < 0;
    if (terminator?.op !== "jump") return false;
    id = terminator.to;
  }
  return false;
}

const mostBlocks = 6;

/** What a branch's own blocks do, up to where other paths join. */
function shapeOf(run: Run, state: State, frame: Frame, start: BlockId): Shape {
  const flow = flowOf(frame.fn);
  let shape: Shape = "neutral";
  let block: BlockId | undefined = start;
  for (let count = 0; block !== undefined && count < mostBlocks; count++) {
    if ((flow.predecessors[block]?.length ?? 0) > 1) break;
    const body: Block | undefined = frame.fn.blocks[block];
    if (!body) break;
    for (const instruction of body.instructions) {
      // What comes after it is its own failure.
      if (
        instruction.op === "call" &&
        instruction.callee.kind === "function" &&
        programs.has(instruction.callee.name)
      )
        return shape;
      const seen = shapeOfInstruction(run, state, frame, instruction);
      if (seen === "expects-failure") return "neutral";
      if (seen === "complains" || shape === "neutral") shape = seen === "neutral" ? shape : seen;
    }
    const next: readonly BlockId[] = successors(body.terminator);
    block = next.length === 1 ? next[0] : undefined;
  }
  return shape;
}

const programs: ReadonlySet<string> = new Set(executing.split(" "));

const complaints = new Set(["perror", "err", "errx", "warn", "warnx", "abort", "strerror"]);
/** `fail`, `die_errno`, `log_error`, but not `clear_error`. */
const complaintName = /^((log|print|report|show|msg)_)?(err|error|fail|die|fatal|panic|warn|abort)/i;
const complaintWords = /fail|err|can'?t|cannot|could ?n[o']t|unable|not |warn|denied|permission/i;
const joyName = /^(is_?)?(ok|okay|success|locked|mlocked)$/i;

function shapeOfInstruction(
  run: Run,
  state: State,
  frame: Frame,
  instruction: Instruction,
): Shape | "expects-failure" {
  if (instruction.op === "store" && instruction.address.kind === "address") {
    const variable = run.unit.variables[instruction.address.variable];
    const isSet = instruction.value.kind === "integer" && instruction.value.value === 1;
    return isSet && variable && joyName.test(variable.name) ? "rejoices" : "neutral";
  }
  if (instruction.op !== "call" || instruction.callee.kind !== "function") return "neutral";
  const { name } = instruction.callee;
  const words = instruction.args
    .map((argument) => (argument.kind === "string" ? argument.value : ""))
    .join(" ");
  if (/should|expect|succeeded|success/i.test(words)) return "expects-failure";
  const first = instruction.args[0];
  if (complaints.has(name) || complaintName.test(name)) return "complains";
  const isMessage = /^v?fprintf$/.test(name) && isStandardError(run, state, frame, first);
  if (isMessage && complaintWords.test(words)) return "complains";
  const leaves = name === "exit" || name === "_exit";
  return leaves && first?.kind === "integer" && first.value !== 0 ? "complains" : "neutral";
}
