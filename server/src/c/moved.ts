/** The same code at another place: what one file's functions become where several files' code stands in one unit. */

import type { Span } from "../text/span";
import type { Block, CallSite, FunctionIr, Instruction, Operand, SiteId, Terminator, VariableId } from "./ir";

/** What the things that code refers to become. */
export interface Move {
  readonly span: (span: Span) => Span;
  readonly variable: (id: VariableId) => VariableId;
  readonly site: (id: SiteId) => SiteId;
  /** A function's name. */
  readonly name: (name: string) => string;
  /** Strings are numbered through. */
  readonly strings: number;
  /** How many temporaries and blocks come before, in the function that the code is put into. */
  readonly temps: number;
  readonly blocks: number;
}

export function movedSite(site: CallSite, move: Move): CallSite {
  return {
    ...site,
    id: move.site(site.id),
    span: move.span(site.span),
    nameSpan: move.span(site.nameSpan),
    args: site.args.map(move.span),
    statement: move.span(site.statement),
    functionName: move.name(site.functionName),
  };
}

export function movedFunction(fn: FunctionIr, move: Move): FunctionIr {
  return {
    ...fn,
    name: move.name(fn.name),
    span: move.span(fn.span),
    nameSpan: move.span(fn.nameSpan),
    body: move.span(fn.body),
    parameters: fn.parameters.map(move.variable),
    blocks: movedBlocks(fn.blocks, move),
  };
}

export const movedBlocks = (blocks: readonly Block[], move: Move): Block[] =>
  blocks.map(({ instructions, terminator }) => ({
    instructions: instructions.map((instruction) => movedInstruction(instruction, move)),
    terminator: movedTerminator(terminator, move),
  }));

function movedOperand(operand: Operand, move: Move): Operand {
  switch (operand.kind) {
    case "temp":
      return { ...operand, id: operand.id + move.temps };
    case "string":
      return { ...operand, id: operand.id + move.strings };
    case "function":
      return { ...operand, name: move.name(operand.name) };
    case "address":
      return { ...operand, variable: move.variable(operand.variable) };
    default:
      return operand;
  }
}

function movedInstruction(instruction: Instruction, move: Move): Instruction {
  const of = (operand: Operand) => movedOperand(operand, move);
  const span = move.span(instruction.span);
  const into = "into" in instruction ? instruction.into + move.temps : 0;
  switch (instruction.op) {
    case "load":
      return { ...instruction, span, into, address: of(instruction.address) };
    case "store":
      return { ...instruction, span, address: of(instruction.address), value: of(instruction.value) };
    case "field":
      return { ...instruction, span, into, base: of(instruction.base) };
    case "index":
      return { ...instruction, span, into, base: of(instruction.base), index: of(instruction.index) };
    case "binary":
      return { ...instruction, span, into, left: of(instruction.left), right: of(instruction.right) };
    case "unary":
      return { ...instruction, span, into, operand: of(instruction.operand) };
    case "convert":
    case "set":
      return { ...instruction, span, into, value: of(instruction.value) };
    case "call": {
      const { callee, args, site } = instruction;
      return { ...instruction, span, into, callee: of(callee), args: args.map(of), site: move.site(site) };
    }
    case "copy":
      return { ...instruction, span, to: of(instruction.to), from: of(instruction.from) };
    case "zero":
      return { ...instruction, span, address: of(instruction.address) };
    case "discard":
      return { ...instruction, span, value: of(instruction.value) };
    case "unordered": {
      const operands = instruction.operands.map((part) => part.map((one) => movedInstruction(one, move)));
      return { ...instruction, span, operands };
    }
    case "havoc":
      return { ...instruction, span };
  }
}

function movedTerminator(terminator: Terminator, move: Move): Terminator {
  const of = (operand: Operand) => movedOperand(operand, move);
  const span = move.span(terminator.span);
  const { blocks } = move;
  switch (terminator.op) {
    case "jump":
      return { ...terminator, span, to: terminator.to + blocks };
    case "branch": {
      const { condition, then: yes, else: no } = terminator;
      // biome-ignore lint/suspicious/noThenProperty: the arms of a branch.
      return { ...terminator, span, condition: of(condition), then: yes + blocks, else: no + blocks };
    }
    case "switch": {
      const cases = terminator.cases.map(({ value, to }) => ({ value: of(value), to: to + blocks }));
      const { value, otherwise } = terminator;
      return { ...terminator, span, value: of(value), cases, otherwise: otherwise + blocks };
    }
    case "return":
      return { ...terminator, span, value: terminator.value && of(terminator.value) };
    case "stop":
      return { ...terminator, span };
  }
}
