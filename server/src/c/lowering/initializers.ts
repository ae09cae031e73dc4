/** Initialisers: which value goes into which member or element (C11 6.7.9), and the stores that put it there. */

import type { Slices } from "../../text/slices";
import { nodeSpan, type SyntaxNode } from "../syntax/parse";
import { unknownOperand, unknownValue } from "../types/conversions";
import { readStrings } from "../types/literals";
import { findField } from "../types/scope";
import { readTypeDescriptor, textOf } from "../types/specifiers";
import { type CType, type Field, sizeOf } from "../types/types";
import { assign, lowerValue } from "./expressions";
import type { Lowering } from "./lowering";
import { memberOf, type Place } from "./places";

type Step =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "element"; readonly index: number; readonly of: CType };

interface Item {
  readonly path: readonly Step[];
  readonly type: CType;
  readonly node: SyntaxNode;
}

interface Plan {
  readonly items: Item[];
  /** Elements of the outermost array, where that can be told. */
  length: number | undefined;
  /** Values behind a designator that cannot be computed: where they go, nobody knows. */
  readonly unplaced: SyntaxNode[];
}

/** Expressions still to be given to members; nested aggregates without braces take theirs from the same list. */
interface Cursor {
  readonly elements: readonly SyntaxNode[];
  next: number;
}

/** What comes after so many values is not followed one by one. */
const mostItems = 4096;

/** Stores an initialiser: `= value`, `= { ... }`, `= "..."`. Stops between values. */
export function* lowerInitializer(lowering: Lowering, place: Place, node: SyntaxNode): Slices<void> {
  const span = nodeSpan(node);
  lowering.begin();
  if (node.hasError) {
    lowering.havoc(node, "syntax error");
    return;
  }
  if (node.type !== "initializer_list" && !isStringFor(node, place.type)) {
    assign(lowering, place, lowerValue(lowering, node), node, "declares");
    return;
  }
  const plan: Plan = { items: [], length: 0, unplaced: [] };
  planValue(lowering, place.type, node, [], plan);
  const size = sizeOf(place.type, lowering.layout);
  if (isAggregate(place.type)) lowering.code.emit({ op: "zero", address: place.address, size, span });
  for (const item of plan.items) {
    lowering.begin();
    lowerItem(lowering, place, item);
    if (lowering.isSliceDone()) yield;
  }
  if (plan.unplaced.length > 0) lowerUnplaced(lowering, plan.unplaced);
  if (plan.items.length >= mostItems || plan.unplaced.length > 0) forgetRest(lowering, place, node);
}

/** The type of a variable whose array length its initialiser tells. */
export function completedType(lowering: Lowering, type: CType, node: SyntaxNode): CType {
  if (type.kind !== "array" || type.length !== undefined || node.hasError) return type;
  if (isStringFor(node, type)) {
    const { bytes, width } = readStrings(textOf(lowering, node));
    return { ...type, length: bytes / width };
  }
  const plan: Plan = { items: [], length: 0, unplaced: [] };
  planValue(lowering, type, node, [], plan);
  return { ...type, length: plan.length };
}

/** `(struct s){ ... }`: a variable without a name. */
export function lowerCompoundLiteral(lowering: Lowering, node: SyntaxNode): Place {
  const descriptor = node.childForFieldName("type");
  const value = node.childForFieldName("value");
  const qualified = descriptor ? readTypeDescriptor(lowering, descriptor) : undefined;
  if (!qualified || !value) return { address: unknownOperand, type: { kind: "void" }, volatile: false };
  const type = completedType(lowering, qualified.type, value);
  const scope = lowering.functionName === "" ? "static" : "local";
  const id = lowering.newVariable("", { ...qualified, type }, scope, nodeSpan(node));
  const place = lowering.variable(id);
  lowering.withoutStops(lowerInitializer(lowering, place, value));
  return place;
}

/** A list for something whose members nobody knows: its values are computed, and go nowhere. */
function lowerUnknownList(lowering: Lowering, node: SyntaxNode): void {
  lowering.nested(() => lowerUnplaced(lowering, node.namedChildren), undefined);
}

function lowerUnplaced(lowering: Lowering, elements: readonly SyntaxNode[]): void {
  for (const element of elements) {
    const value = element.type === "initializer_pair" ? element.childForFieldName("value") : element;
    if (value?.type === "initializer_list") lowerUnknownList(lowering, value);
    else if (value && value.type !== "comment") lowerValue(lowering, value);
  }
}

function lowerItem(lowering: Lowering, place: Place, { path, type, node }: Item): void {
  let at: Place = place;
  for (const step of path) {
    if (step.kind === "field") at = memberOf(lowering, at, step.field, node);
    else at = elementOf(lowering, at, step.index, step.of, node);
  }
  const target = { ...at, type };
  if (node.type === "initializer_list") {
    lowerUnknownList(lowering, node);
    lowering.store(target, unknownOperand, nodeSpan(node), "declares");
    return;
  }
  if (!isStringFor(node, type)) {
    assign(lowering, target, lowerValue(lowering, node), node, "declares");
    return;
  }
  const { operand } = lowerValue(lowering, node);
  const room = sizeOf(type, lowering.layout);
  const bytes = operand.kind === "string" ? operand.bytes : undefined;
  const size = room === undefined || bytes === undefined ? (room ?? bytes) : Math.min(room, bytes);
  lowering.code.emit({ op: "copy", to: target.address, from: operand, size, span: nodeSpan(node) });
}

function elementOf(lowering: Lowering, base: Place, index: number, of: CType, node: SyntaxNode): Place {
  const { operand } = lowering.size(index);
  const address = lowering.element(base.address, operand, of, "after", nodeSpan(node));
  return { address, type: of, volatile: base.volatile };
}

/** A table too long to follow, or with values whose place is not known: what is in it may be anything. */
function forgetRest(lowering: Lowering, place: Place, node: SyntaxNode): void {
  if (place.type.kind !== "array") {
    lowering.store(place, unknownOperand, nodeSpan(node), "declares");
    return;
  }
  const { of } = place.type;
  const address = lowering.element(place.address, unknownOperand, of, "after", nodeSpan(node));
  lowering.store(
    { address, type: of, volatile: place.volatile },
    unknownValue(of).operand,
    nodeSpan(node),
    "declares",
  );
}

function planValue(
  lowering: Lowering,
  type: CType,
  node: SyntaxNode,
  path: readonly Step[],
  plan: Plan,
): void {
  if (node.type !== "initializer_list") {
    if (plan.items.length < mostItems) plan.items.push({ path, type, node });
    return;
  }
  const elements = node.namedChildren.filter((child) => child.type !== "comment");
  const [only] = elements;
  if (isAggregate(type) && !(elements.length === 1 && only && isStringFor(only, type))) {
    lowering.nested(() => planList(lowering, type, elements, path, plan), undefined);
  } else if (only && elements.length === 1 && only.type !== "initializer_pair") {
    lowering.nested(() => planValue(lowering, type, only, path, plan), undefined);
  } else if (only) plan.items.push({ path, type, node });
}

function planList(
  lowering: Lowering,
  type: CType,
  elements: readonly SyntaxNode[],
  path: readonly Step[],
  plan: Plan,
): void {
  const cursor: Cursor = { elements, next: 0 };
  let position = 0;
  let isFull = path.length > 0;
  while (cursor.next < elements.length) {
    const element = elements[cursor.next];
    if (element && isUnplaced(lowering, element)) {
      for (const rest of elements.slice(cursor.next)) plan.unplaced.push(rest);
      if (path.length === 0) plan.length = undefined;
      return;
    }
    if (element?.type === "initializer_pair") {
      cursor.next++;
      position = planDesignated(lowering, type, element, path, plan) ?? position;
    } else if (!fillMember(lowering, type, position, cursor, path, plan)) {
      // More values than members.
      cursor.next++;
    }
    position++;
    if (path.length === 0) plan.length = Math.max(plan.length ?? 0, position);
    if (isFull || plan.items.length < mostItems) continue;
    isFull = true;
    if (isUniform(type, elements, cursor.next)) {
      plan.length = Math.max(plan.length ?? 0, position + elements.length - cursor.next);
      return;
    }
  }
}

/** Does each of the values from there on fill one element of an array? */
function isUniform(type: CType, elements: readonly SyntaxNode[], from: number): boolean {
  if (type.kind !== "array") return false;
  const isPlain = !isAggregate(type.of);
  for (let at = from; at < elements.length; at++) {
    const kind = elements[at]?.type;
    if (kind === "initializer_pair" || !(isPlain || kind === "initializer_list")) return false;
  }
  return true;
}

/** Does it begin with an index that cannot be computed? */
function isUnplaced(lowering: Lowering, { type, namedChildren: [designator] }: SyntaxNode): boolean {
  if (type !== "initializer_pair" || !designator?.type.startsWith("subscript")) return false;
  const indices = designator.namedChildren.filter((child) => child.type !== "comment");
  return indices.some((index) => lowering.constant(index) === undefined);
}

/** Gives the next value, or the next few, to the member at a position; false where there is no such member. */
function fillMember(
  lowering: Lowering,
  type: CType,
  position: number,
  cursor: Cursor,
  path: readonly Step[],
  plan: Plan,
): boolean {
  const member = memberAt(type, position);
  const element = cursor.elements[cursor.next];
  if (!member || !element) return false;
  const inner = [...path, member.step];
  if (
    element.type !== "initializer_list" &&
    isAggregate(member.type) &&
    !isWhole(lowering, element, member.type)
  ) {
    return lowering.nested(() => fillInner(lowering, member.type, cursor, inner, plan), false);
  }
  cursor.next++;
  planValue(lowering, member.type, element, inner, plan);
  return true;
}

/** Members of an aggregate written without its own braces. */
function fillInner(
  lowering: Lowering,
  type: CType,
  cursor: Cursor,
  path: readonly Step[],
  plan: Plan,
): boolean {
  let position = 0;
  while (cursor.elements[cursor.next] && cursor.elements[cursor.next]?.type !== "initializer_pair") {
    if (!fillMember(lowering, type, position, cursor, path, plan)) break;
    position++;
  }
  return position > 0;
}

function memberAt(type: CType, position: number): { step: Step; type: CType } | undefined {
  if (type.kind === "array") {
    if (position >= (type.length ?? Number.POSITIVE_INFINITY)) return undefined;
    return { step: { kind: "element", index: position, of: type.of }, type: type.of };
  }
  const field = type.kind === "record" && !(type.union && position > 0) ? type.fields[position] : undefined;
  return field && { step: { kind: "field", field }, type: field.type };
}

/** `.a.b[1] = value`: the position of the outermost member it names. */
function planDesignated(
  lowering: Lowering,
  type: CType,
  pair: SyntaxNode,
  path: readonly Step[],
  plan: Plan,
): number | undefined {
  const value = pair.childForFieldName("value");
  const designators = pair.children.filter((_, index) => pair.fieldNameForChild(index) === "designator");
  let targets: { path: readonly Step[]; type: CType }[] = [{ path, type }];
  let position: number | undefined;
  for (const [depth, designator] of designators.entries()) {
    const room = Math.ceil(mostItems / Math.max(targets.length, 1));
    targets = targets.flatMap((target) =>
      designated(lowering, target.type, designator, room).map(({ step, type: inner, at }) => {
        if (depth === 0) position = at;
        return { path: [...target.path, step], type: inner };
      }),
    );
  }
  if (value) for (const target of targets) planValue(lowering, target.type, value, target.path, plan);
  return position;
}

/** What a designator names: one member, or for GNU's `[1 ... 3]` several elements. */
function designated(
  lowering: Lowering,
  type: CType,
  designator: SyntaxNode,
  room: number,
): readonly { step: Step; type: CType; at: number }[] {
  if (designator.type.startsWith("subscript")) {
    const range = designator.namedChildren.filter((child) => child.type !== "comment");
    const [first, last] = [range[0], range.at(-1)].map((end) => end && lowering.constant(end));
    if (type.kind !== "array" || first === undefined || last === undefined) return [];
    const count = first < 0 ? 0 : Math.min(last - first + 1, room);
    return Array.from({ length: Math.max(count, 0) }, (_, i) => ({
      step: { kind: "element", index: first + i, of: type.of },
      type: type.of,
      at: first + i,
    }));
  }
  const name = textOf(
    lowering,
    designator.type === "field_designator" ? (designator.namedChildren[0] ?? designator) : designator,
  );
  const field = type.kind === "record" ? findField(type, name) : undefined;
  if (type.kind !== "record" || !field) return [];
  const at = type.fields.findIndex(
    (own) =>
      own.name === name || (own.name === "" && own.type.kind === "record" && findField(own.type, name)),
  );
  return [{ step: { kind: "field", field }, type: field.type, at }];
}

const isAggregate = (type: CType) => type.kind === "array" || type.kind === "record";

const isStringFor = (node: SyntaxNode, type: CType) =>
  (node.type === "string_literal" || node.type === "concatenated_string") &&
  type.kind === "array" &&
  type.of.kind === "integer";

/** Does the expression initialise the whole aggregate, so that the next one is for the next member? */
function isWhole(lowering: Lowering, node: SyntaxNode, type: CType): boolean {
  if (type.kind === "array") return isStringFor(node, type);
  if (node.type === "compound_literal_expression") return true;
  const mayBeRecord = /^(identifier|call|field|subscript|pointer|conditional)/.test(node.type);
  return mayBeRecord && !lowering.isSpeculating && lowering.typeOf(node).kind === "record";
}
