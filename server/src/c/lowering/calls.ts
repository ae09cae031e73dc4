/** Calls: the callee, the arguments from left to right, what never returns, and what the compiler itself answers. */
import type { Span } from "../../text/span";
import type { Operand } from "../ir";
import { nodeSpan, type SyntaxNode, withoutParentheses } from "../syntax/parse";
import { systemCallNamed } from "../system-calls";
import { intValue, nameType, promoted, unknownOperand, unknownValue, type Value } from "../types/conversions";
import { textOf } from "../types/specifiers";
import { type CType, intType } from "../types/types";
import { converted, lowerValue } from "./expressions";
import { isSame } from "./generic";
import { type Lowering, temporary } from "./lowering";
import { inAnyOrder } from "./order";
import { pointee } from "./places";

interface Callee {
  readonly operand: Operand;
  /** Undefined for a call through a pointer. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly returns: CType;
  readonly parameters: readonly CType[] | undefined;
}

/** Functions that never return, when no declaration says anything of them. */
const neverReturning = new Set([
  "exit",
  "_exit",
  "_Exit",
  "abort",
  "quick_exit",
  "err",
  "errx",
  "verr",
  "verrx",
  "pthread_exit",
  "longjmp",
  "siglongjmp",
  "_longjmp",
  "__assert_fail",
  "__builtin_trap",
  "unreachable",
]);

export function lowerCall(lowering: Lowering, node: SyntaxNode): Value {
  const target = node.childForFieldName("function");
  const list = node.childForFieldName("arguments");
  if (!target || !list) return unknownValue(nameType);
  const args = list.namedChildren.filter((child) => child.type !== "comment");
  const builtin = target.type === "identifier" ? builtins.get(textOf(lowering, target)) : undefined;
  if (builtin) return builtin(lowering, args, node);
  const callee = lowerCallee(lowering, target);
  const isAssertion = callee.name !== undefined && /(?:^|_)assert(?:_|$)/i.test(callee.name);
  const around = isAssertion ? ({ statementKind: "condition" } as const) : {};
  const operands = lowering.within(around, () =>
    inAnyOrder(lowering, node, args, (arg, index) => lowerArgument(lowering, callee, arg, index)),
  );
  const into = lowering.code.temp();
  const span = nodeSpan(node);
  const { name, nameSpan, returns } = callee;
  const onlyRead = args.flatMap((_, index) => (isToConst(callee.parameters?.[index]) ? [index] : []));
  const site = lowering.newSite({ span, nameSpan, onlyRead, ...askedFor(lowering, name, args) });
  lowering.code.emit({ op: "call", into, callee: callee.operand, args: operands, site, type: returns, span });
  if (name !== undefined && neverReturns(lowering, name)) {
    lowering.code.end({ op: "stop", reason: "noreturn", span });
  }
  for (const id of (name !== undefined && lowering.captures.get(name)) || []) {
    lowering.store(lowering.variable(id), unknownOperand, span);
  }
  const result = temporary(into, returns);
  return name !== undefined && returningTwice.has(name)
    ? mayReturnAgain(lowering, node, name, result)
    : result;
}

/** What is called, and with what: syscall() is told as the call that it is asked for by name. */
function askedFor(lowering: Lowering, name: string | undefined, args: readonly SyntaxNode[]) {
  const spans = args.map(nodeSpan);
  const [number] = args;
  const direct = name === "syscall" && number ? systemCallNamed(textOf(lowering, number).trim()) : undefined;
  return direct === undefined
    ? { name, args: spans, bySystemCall: false }
    : { name: direct, args: spans.slice(1), bySystemCall: true };
}

const isToConst = (type: CType | undefined): boolean => type?.kind === "pointer" && type.toConst === true;

const returningTwice = new Set(["setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "savectx"]);

/** 0 at first; something else when longjmp() comes back, and then anything may have happened in between. */
function mayReturnAgain(lowering: Lowering, node: SyntaxNode, name: string, { operand, type }: Value): Value {
  const { code } = lowering;
  const span = nodeSpan(node);
  const [first, again, after] = [code.open(), code.open(), code.open()];
  const into = code.temp();
  code.branch(unknownOperand, first, again, span);
  code.enter(first);
  code.emit({ op: "set", into, value: intValue(0).operand, type, span });
  code.jump(after, span);
  code.enter(again);
  lowering.havoc(node, `${name}() ${returnsAgain}`);
  code.emit({ op: "set", into, value: operand, type, span });
  code.jump(after, span);
  code.enter(after);
  return temporary(into, type);
}

function lowerArgument(lowering: Lowering, callee: Callee, arg: SyntaxNode, index: number): Operand {
  // A statement as a macro's argument: the macro was not there to say what it does with it.
  if (arg.type === "compound_statement") {
    lowering.havoc(arg, "a block as an argument");
    return unknownOperand;
  }
  const value = lowerValue(lowering, arg);
  const type = callee.parameters?.[index] ?? promoted(value.type);
  return converted(lowering, value, type, arg).operand;
}

function lowerCallee(lowering: Lowering, target: SyntaxNode): Callee {
  const nameSpan = nodeSpan(target);
  const inner = withoutParentheses(target);
  const written = inner.type === "identifier" ? textOf(lowering, inner) : undefined;
  const meaning = written === undefined ? undefined : lowering.scope.lookUp(written);
  if (written !== undefined && (meaning === undefined || meaning.kind === "function")) {
    const known = lowering.unaliased(written);
    const name = meaning || known !== written ? known : withoutBuiltinPrefix(lowering, written);
    const type = lowering.scope.lookUp(name);
    const { returns, parameters } = signature(type?.kind === "function" ? type.type : undefined);
    return { operand: { kind: "function", name }, name, nameSpan, returns, parameters };
  }
  const { operand, type } = lowerValue(lowering, target);
  const { returns, parameters } = signature(type.kind === "pointer" ? pointee({ operand, type }).type : type);
  const name = operand.kind === "function" ? operand.name : undefined;
  return { operand, name, nameSpan, returns, parameters };
}

function signature(type: CType | undefined): { returns: CType; parameters: readonly CType[] | undefined } {
  if (type?.kind === "function") return { returns: type.returns, parameters: type.parameters };
  return { returns: type ? nameType : intType, parameters: undefined };
}

/** `__builtin_memcpy` is memcpy. */
function withoutBuiltinPrefix(lowering: Lowering, name: string): string {
  const bare = name.startsWith("__builtin_") ? name.slice("__builtin_".length) : name;
  return lowering.scope.lookUp(bare)?.kind === "function" ? bare : name;
}

function neverReturns(lowering: Lowering, name: string): boolean {
  const meaning = lowering.scope.lookUp(name);
  if (meaning?.kind === "function") return meaning.returns === "never";
  return neverReturning.has(name);
}

/** The end of a havoc's reason that is no failure to read the program, but what the program says. */
export const returnsAgain = "returns again";

type Builtin = (lowering: Lowering, args: readonly SyntaxNode[], call: SyntaxNode) => Value;

const builtins = new Map<string, Builtin>([
  ["__builtin_expect", firstOf],
  ["__builtin_expect_with_probability", firstOf],
  ["__builtin_assume_aligned", firstOf],
  ["__builtin_constant_p", isConstant],
  ["__builtin_types_compatible_p", areCompatible],
  ["__builtin_choose_expr", chooseExpression],
  ["__builtin_unreachable", unreachable],
  // What va_arg gives is unknown anyway.
  ...["va_start", "va_end", "va_copy"].flatMap((name) => [
    [name, nothing] as const,
    [`__builtin_${name}`, nothing] as const,
  ]),
]);

function unreachable(lowering: Lowering, _args: readonly SyntaxNode[], call: SyntaxNode): Value {
  lowering.code.end({ op: "stop", reason: "noreturn", span: nodeSpan(call) });
  return nothing();
}

function nothing(): Value {
  return unknownValue({ kind: "void" });
}

/** What is surely constant here; what an optimiser would find out, nobody knows, and programs do not rely on it. */
function isConstant(lowering: Lowering, [argument]: readonly SyntaxNode[]): Value {
  return intValue(argument && lowering.constant(argument) !== undefined ? 1 : 0);
}

function areCompatible(lowering: Lowering, [first, second]: readonly SyntaxNode[]): Value {
  if (!first || !second) return unknownValue(intType);
  const [a, b] = [first, second].map((node) => lowering.typeOfText(textOf(lowering, node)).type);
  const same = a && b ? isSame(a, b) : "unknown";
  return same === "unknown" ? unknownValue(intType) : intValue(same === "yes" ? 1 : 0);
}

function firstOf(lowering: Lowering, [first]: readonly SyntaxNode[]): Value {
  return first ? lowerValue(lowering, first) : unknownValue(nameType);
}

function chooseExpression(lowering: Lowering, args: readonly SyntaxNode[]): Value {
  const [condition, yes, no] = args;
  const chosen = condition && lowering.constant(condition) === 0 ? no : yes;
  return chosen ? lowerValue(lowering, chosen) : unknownValue(nameType);
}
