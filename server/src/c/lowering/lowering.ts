/** What the lowering of one file carries with it: tables of the unit, the scope, and the code that is being written. */
import { finished, type Slices } from "../../text/slices";
import type { Span } from "../../text/span";
import type { CallSite, Operand, SiteId, TempId, Variable, VariableId } from "../ir";
import { type Attribute, plainText } from "../syntax/dialect";
import { type CParser, nodeSpan, type SyntaxNode } from "../syntax/parse";
import {
  type Constant,
  integerValue,
  nameType,
  sizeType,
  trueValue,
  unknownOperand,
  unknownValue,
  type Value,
} from "../types/conversions";
import { readNumber } from "../types/literals";
import { plain, type Qualified, type Scope } from "../types/scope";
import type { TypeContext } from "../types/specifiers";
import { type CType, type Layout, sizeOf } from "../types/types";
import type { Cleanup } from "./cleanups";
import { Code } from "./code";
import { lowerValue } from "./expressions";
import { type Place, typeOfExpression } from "./places";
import { qualifiedOperand } from "./sizes";

export type WriteInitializer = (lowering: Lowering) => Slices<void>;

/** By the name that stands in the text, the known function that is meant. */
export type Aliases = ReadonlyMap<string, string>;

/** What all functions of a file share. */
export interface UnitTables {
  readonly variables: Variable[];
  readonly sites: CallSite[];
  readonly damaged: Set<string>;
  /** By name of a file-scope variable: its initialiser as written. */
  readonly initializerTexts: Map<string, string>;
  /** Initialisers of file-scope variables, written only when something mentions the variable. */
  readonly initializers: Map<VariableId, WriteInitializer>;
  /** Those of variables that were mentioned, still to be written. */
  readonly wantedInitializers: WriteInitializer[];
  readonly initializerCode: Code;
  /** Functions that a declaration calls noreturn. */
  readonly noreturn: Set<string>;
  readonly parser: CParser;
  readonly fileScope: Scope;
  readonly aliases: Aliases;
  strings: number;
}

/** The statement around an expression, as call sites tell it. */
export type StatementPlace = Pick<CallSite, "statement" | "statementKind" | "inBlock">;

/** A switch whose cases are being collected. */
export interface OpenSwitch {
  readonly type: CType;
  readonly cases: { readonly low: Operand; readonly high: Operand; readonly to: number }[];
  otherwise: number | undefined;
}

/** Deeper code is havoc: nobody writes it, and it would exhaust the stack. */
const deepest = 600;

/** Expressions between two chances to give up. */
const expressionsPerSlice = 1_000;

/** A statement of more expressions than this is havoc behind them: nobody writes it, and there is no stop in it. */
const mostExpressions = 10_000;

/** A text in a text costs as much of the stack as this many levels of the tree. */
const depthOfText = 20;

export class Lowering implements TypeContext {
  code = new Code();
  functionName = "";
  returns: CType = nameType;
  place: StatementPlace = { statement: { start: 0, end: 0 }, statementKind: "other", inBlock: false };
  readonly switches: OpenSwitch[] = [];
  /** What must be called on the way out of the scopes that are open. */
  readonly cleanups: Cleanup[] = [];
  /** What functions inside of this function may change. */
  readonly captures = new Map<string, ReadonlySet<VariableId>>();
  /** Where the innermost open block ends. */
  blockEnd = 0;
  /** The function's own code, also while something else is written. */
  functionCode = this.code;
  /** The function's body; undefined outside of functions. */
  body: SyntaxNode | undefined;
  isSpeculating = false;
  private isInExpression = false;
  private depth = 0;
  /** Expressions that were gone into: all, and how many they were at the last stop and where the statement began. */
  private expressions = 0;
  private stoppedAt = 0;
  private beganAt = 0;

  constructor(
    readonly text: string,
    public plainText: string,
    readonly attributes: readonly Attribute[],
    readonly layout: Layout,
    readonly unit: UnitTables,
    public scope: Scope,
  ) {}

  /** Goes one level deeper into the tree, unless that is too deep, or the statement too large. */
  nested<T>(read: () => T, tooDeep: T): T {
    if (this.depth >= deepest || this.isTooLarge()) return tooDeep;
    this.expressions++;
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  /** The same for what stops now and then; false where it is too deep. */
  *inside(rest: Slices<void>): Slices<boolean> {
    if (this.depth >= deepest) return false;
    this.depth++;
    yield* rest;
    this.depth--;
    return true;
  }

  /** At file scope nobody said where a statement begins: an enumeration has as many constants as it has. */
  private isTooLarge(): boolean {
    return this.body !== undefined && this.expressions - this.beganAt > mostExpressions;
  }

  /** Another statement begins, or another value of an initialiser. One inside of an expression is a part of that. */
  begin(): void {
    if (!this.isInExpression) this.beganAt = this.expressions;
  }

  /** Is it time to stop? What has no expressions counts for one. */
  isSliceDone(): boolean {
    if (++this.expressions - this.stoppedAt < expressionsPerSlice) return false;
    this.stoppedAt = this.expressions;
    return true;
  }

  /** All of what lies inside of an expression, which has no stops. */
  withoutStops<T>(slices: Slices<T>): T {
    const { isInExpression } = this;
    this.isInExpression = true;
    const result = finished(slices);
    this.isInExpression = isInExpression;
    return result;
  }

  constant(node: SyntaxNode): number | undefined {
    const { operand } = this.valueAside(node);
    return operand.kind === "integer" ? operand.value : undefined;
  }

  integer(node: SyntaxNode): Constant | undefined {
    const { operand } = this.valueAside(node);
    if (operand.kind !== "integer") return undefined;
    return { value: trueValue(operand.value, operand.type), type: operand.type };
  }

  /** Nobody executes it. A number leaves nothing to be taken back. */
  private valueAside(node: SyntaxNode): Value {
    const read = () => lowerValue(this, node);
    return node.type === "number_literal" ? read() : this.speculate(read);
  }

  typeOf(node: SyntaxNode): CType {
    return this.speculate(() => typeOfExpression(this, node));
  }

  constantOfText(text: string): number | undefined {
    const literal = readNumber(text.trim(), this.layout);
    if (literal && literal !== "float") return Number(literal.value);
    return this.constantOfParsed(`(${text});`) ?? this.constantOfParsed(`_Alignof(${text});`);
  }

  typeOfText(text: string): Qualified {
    const type = this.onText(`sizeof(${text});`, (other, node) => qualifiedOperand(other, node));
    return type ?? plain(nameType);
  }

  /** Runs a lowering whose code nobody executes, as sizeof's operand. */
  speculate<T>(run: () => T): T {
    const { code, isSpeculating, unit } = this;
    const sites = unit.sites.length;
    this.code = new Code();
    this.isSpeculating = true;
    const result = run();
    this.code = code;
    this.isSpeculating = isSpeculating;
    unit.sites.length = sites;
    return result;
  }

  /** Runs a lowering with another statement around it. */
  within<T>(place: Partial<StatementPlace>, run: () => T): T {
    const before = this.place;
    this.place = { ...before, ...place };
    const result = run();
    this.place = before;
    return result;
  }

  havoc(node: SyntaxNode, reason: string): void {
    this.code.emit({ op: "havoc", reason, span: nodeSpan(node) });
  }

  load(place: Place, span: Span): Value {
    const into = this.code.temp();
    const { address, type, volatile } = place;
    this.code.emit({ op: "load", into, address, type, volatile, span });
    return temporary(into, type);
  }

  store(place: Place, value: Operand, span: Span, declares: "declares" | "assigns" = "assigns"): void {
    const { address, type, volatile } = place;
    this.code.emit({ op: "store", address, value, type, volatile, declares: declares === "declares", span });
  }

  copy(to: Place, from: Operand, span: Span): void {
    this.code.emit({ op: "copy", to: to.address, from, size: sizeOf(to.type, this.layout), span });
  }

  /** The address `index` elements after (or before) a pointer. */
  element(base: Operand, index: Operand, of: CType, direction: "after" | "before", span: Span): Operand {
    if (index.kind === "integer" && index.value === 0) return base;
    const into = this.code.temp();
    const stride = sizeOf(of, this.layout);
    const subtract = direction === "before";
    this.code.emit({ op: "index", into, base, index, stride, subtract, type: of, span });
    return { kind: "temp", id: into };
  }

  newVariable(
    name: string,
    qualified: Qualified,
    scope: Variable["scope"],
    span: Span,
    alignment?: number | undefined,
  ): VariableId {
    const { type, isConst, isVolatile } = qualified;
    const id = this.unit.variables.length;
    this.unit.variables.push({
      id,
      name,
      type,
      scope,
      alignment: alignment ?? qualified.alignment,
      isConst,
      isVolatile,
      span,
    });
    return id;
  }

  /** The function that the name is said to be an alias of, or the name itself. */
  unaliased(name: string): string {
    return this.unit.aliases.get(name) ?? name;
  }

  /** A variable as a place; its initialiser will be wanted. */
  variable(id: VariableId): Place {
    const { initializers, wantedInitializers, variables } = this.unit;
    const initialize = initializers.get(id);
    if (initialize && !this.isSpeculating) {
      initializers.delete(id);
      wantedInitializers.push(initialize);
    }
    const variable = variables[id];
    return {
      address: { kind: "address", variable: id },
      type: variable?.type ?? nameType,
      volatile: variable?.isVolatile ?? false,
      isConst: variable?.isConst,
    };
  }

  /** Writes into the unit's initialiser instead of the function. */
  *inInitializer(writing: Slices<void>): Slices<void> {
    const { code, functionName, depth } = this;
    this.code = this.unit.initializerCode;
    this.functionName = "";
    this.depth = 0;
    yield* writing;
    this.code = code;
    this.functionName = functionName;
    this.depth = depth;
  }

  newSite(site: Omit<CallSite, "id" | "functionName" | keyof StatementPlace>): SiteId {
    const id = this.unit.sites.length;
    this.unit.sites.push({ id, functionName: this.functionName, ...this.place, ...site });
    return id;
  }

  /** A sizeof's value. */
  size(bytes: number | undefined): Value {
    const type = sizeType(this.layout);
    return bytes === undefined ? unknownValue(type) : integerValue(BigInt(Math.trunc(bytes)), type);
  }

  private constantOfParsed(text: string): number | undefined {
    return this.onText(text, (other, node) => other.constant(node));
  }

  /** Reads an expression statement that is not in the file's tree, in the present scope. */
  private onText<T>(text: string, read: (other: Lowering, expression: SyntaxNode) => T): T | undefined {
    const { unit, layout, scope } = this;
    const { text: plain, attributes } = plainText(text);
    const tree = unit.parser.parse(plain);
    const expression = tree.root.namedChildren[0]?.namedChildren[0];
    const other = new Lowering(text, plain, attributes, layout, unit, scope);
    other.depth = this.depth + depthOfText;
    const result = expression && !tree.root.hasError ? read(other, expression) : undefined;
    return result;
  }
}

export const temporary = (id: TempId, type: CType): Value => ({ operand: { kind: "temp", id }, type });

/** Gives up on a node: anything may happen there. */
export function giveUp(lowering: Lowering, node: SyntaxNode, reason: string): Value {
  lowering.havoc(node, reason);
  return { operand: unknownOperand, type: nameType };
}

export const tooDeep = "nested too deep";
