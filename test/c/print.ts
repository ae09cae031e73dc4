/** IR as text for people: one instruction a line. */
import type { FunctionIr, Instruction, Operand, Terminator, Unit } from "../../server/src/c/ir";
import type { CType } from "../../server/src/c/types/types";

/** The functions of a unit, and its initialiser where there is something in it. */
export function printUnit(unit: Unit): string {
  const functions = [...unit.functions.values()].map((lowered) => printFunction(unit, lowered));
  const [first] = unit.initializer.blocks;
  const isEmpty = unit.initializer.blocks.length === 1 && first?.instructions.length === 0;
  return [...(isEmpty ? [] : [printFunction(unit, unit.initializer)]), ...functions].join("\n");
}

function printFunction(unit: Unit, lowered: FunctionIr): string {
  const parameters = lowered.parameters.map(
    (id) => `${variableName(unit, id)}: ${printType(typeOf(unit, id))}`,
  );
  const title =
    lowered.name === ""
      ? "initially"
      : `${lowered.name}(${parameters.join(", ")}): ${printType(lowered.returns)}`;
  const blocks = lowered.blocks.map(({ instructions, terminator }, number) => {
    const lines = [
      ...instructions.map((one) => printInstruction(unit, one)),
      printTerminator(unit, terminator),
    ];
    return `b${number}:\n${lines.map((line) => `  ${line}\n`).join("")}`;
  });
  return `${title}\n${blocks.join("")}`;
}

export function printType(type: CType): string {
  switch (type.kind) {
    case "void":
      return "void";
    case "integer":
      return type.width === undefined ? type.name : `${type.name}:${type.width}`;
    case "float":
      return `float${8 * type.bytes}`;
    case "pointer":
      return `${type.volatile ? "volatile " : ""}${printType(type.to)}*`;
    case "array":
      return `${printType(type.of)}[${type.length ?? ""}]`;
    case "record":
      return type.tag === "" ? "{}" : `{${type.tag}}`;
    case "function":
      return `${printType(type.returns)}()`;
    case "unknown":
      return type.name === "" ? "?" : `?${type.name}`;
  }
}

function printInstruction(unit: Unit, one: Instruction): string {
  const value = (operand: Operand) => printOperand(unit, operand);
  const place = (operand: Operand) => printPlace(unit, operand);
  switch (one.op) {
    case "load":
      return `t${one.into} = load ${place(one.address)}: ${printType(one.type)}${one.volatile ? " volatile" : ""}`;
    case "store": {
      const word = one.declares ? "init" : "store";
      return `${word} ${place(one.address)} = ${value(one.value)}${one.volatile ? " volatile" : ""}`;
    }
    case "field":
      return `t${one.into} = field ${value(one.base)}.${one.field} @${one.offset ?? "?"}`;
    case "index":
      return `t${one.into} = index ${value(one.base)} ${one.subtract ? "-" : "+"} ${value(one.index)}*${one.stride ?? "?"}`;
    case "binary":
      return `t${one.into} = ${value(one.left)} ${one.operator} ${value(one.right)}: ${printType(one.operandType)}`;
    case "unary":
      return `t${one.into} = ${one.operator}${value(one.operand)}: ${printType(one.type)}`;
    case "convert":
      return `t${one.into} = convert ${value(one.value)}: ${printType(one.type)}`;
    case "set":
      return `t${one.into} = set ${value(one.value)}`;
    case "call":
      return `t${one.into} = call ${value(one.callee)}(${one.args.map(value).join(", ")}): ${printType(one.type)}`;
    case "copy":
      return `copy ${place(one.to)} = ${place(one.from)}, ${one.size ?? "?"} bytes`;
    case "zero":
      return `zero ${place(one.address)}, ${one.size ?? "?"} bytes`;
    case "discard":
      return `discard ${value(one.value)}${one.how === "cast" ? " cast" : ""}`;
    case "unordered":
      return `unordered ${one.operands.length}`;
    case "havoc":
      return `havoc: ${one.reason}`;
  }
}

function printTerminator(unit: Unit, last: Terminator): string {
  switch (last.op) {
    case "jump":
      return `jump b${last.to}`;
    case "branch":
      return `branch ${printOperand(unit, last.condition)} ? b${last.then} : b${last.else}`;
    case "switch": {
      const cases = last.cases.map(({ value, to }) => `${printOperand(unit, value)}: b${to}`);
      return `switch ${printOperand(unit, last.value)} {${[...cases, `else: b${last.otherwise}`].join(", ")}}`;
    }
    case "return":
      return last.value ? `return ${printOperand(unit, last.value)}` : "return";
    case "stop":
      return `stop ${last.reason}`;
  }
}

function printOperand(unit: Unit, operand: Operand): string {
  switch (operand.kind) {
    case "temp":
      return `t${operand.id}`;
    case "integer":
      return String(operand.value);
    case "name":
      return operand.name;
    case "string":
      return JSON.stringify(operand.value);
    case "function":
      return operand.name;
    case "address":
      return `&${variableName(unit, operand.variable)}`;
    case "unknown":
      return "?";
  }
}

/** What is at an address: a variable by its name, anything else in brackets. */
function printPlace(unit: Unit, operand: Operand): string {
  return operand.kind === "address"
    ? variableName(unit, operand.variable)
    : `[${printOperand(unit, operand)}]`;
}

/** With its number where several variables have the name. */
function variableName(unit: Unit, id: number): string {
  const name = unit.variables[id]?.name ?? "";
  return sharedNames(unit).has(name) ? `${name}#${id}` : name;
}

const sharedBy = new WeakMap<Unit, ReadonlySet<string>>();

/** Names that do not tell which variable is meant; the empty one never does. */
function sharedNames(unit: Unit): ReadonlySet<string> {
  const known = sharedBy.get(unit);
  if (known) return known;
  const seen = new Set<string>();
  const shared = new Set([""]);
  for (const { name } of unit.variables) (seen.has(name) ? shared : seen).add(name);
  sharedBy.set(unit, shared);
  return shared;
}

const typeOf = (unit: Unit, id: number): CType => unit.variables[id]?.type ?? { kind: "unknown", name: "" };
