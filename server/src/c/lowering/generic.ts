/** `_Generic`: the association whose type is the controlling expression's, where that can be told. */

import type { SyntaxNode } from "../syntax/parse";
import type { Value } from "../types/conversions";
import { decayed } from "../types/declarators";
import { readTypeDescriptor, textOf } from "../types/specifiers";
import type { CType, PointerType, RecordType } from "../types/types";
import { lowerValue } from "./expressions";
import { giveUp, type Lowering } from "./lowering";

export function lowerGeneric(lowering: Lowering, node: SyntaxNode): Value {
  const [controlling, ...associations] = node.namedChildren.filter((child) => child.type !== "comment");
  const type = controlling && lowering.speculate(() => lowerValue(lowering, controlling)).type;
  let chosen: SyntaxNode | undefined;
  let isSure = type !== undefined;
  for (let i = 0; type && i + 1 < associations.length; i += 2) {
    const [descriptor, expression] = [associations[i], associations[i + 1]];
    if (!descriptor || !expression) break;
    if (textOf(lowering, descriptor) === "default") {
      chosen ??= expression;
      continue;
    }
    const same = isSame(decayed(readTypeDescriptor(lowering, descriptor).type), type);
    if (same === "yes") return lowerValue(lowering, expression);
    isSure &&= same === "no";
  }
  return isSure && chosen ? lowerValue(lowering, chosen) : giveUp(lowering, node, "_Generic of unknown type");
}

type Answer = "yes" | "no" | "unknown";

/** Are the types compatible? */
export function isSame(a: CType, b: CType): Answer {
  if (a.kind === "unknown" || b.kind === "unknown") return "unknown";
  if (a.kind === "pointer" && b.kind === "pointer") return isSamePointer(a, b);
  if (a.kind === "integer" && b.kind === "integer") return answer(a.name === b.name);
  if (a.kind === "float" && b.kind === "float") return answer(a.name === b.name);
  if (a.kind === "array" && b.kind === "array") {
    const lengths = answer(a.length === b.length || a.length === undefined || b.length === undefined);
    return both(isSame(a.of, b.of), lengths);
  }
  if (a.kind === "function" && b.kind === "function") return isSameFunction(a, b);
  return answer(a.kind === "record" && b.kind === "record" ? isSameRecord(a, b) : a.kind === b.kind);
}

/** A typedef's alignment makes a copy. */
const isSameRecord = (a: RecordType, b: RecordType) =>
  a === b || (a.size !== undefined && a.tag === b.tag && a.fields === b.fields);

function isSamePointer(a: PointerType, b: PointerType): Answer {
  const isConstKnown = a.toConst !== undefined && b.toConst !== undefined;
  const sameConst = isConstKnown ? answer(a.toConst === b.toConst) : "unknown";
  return both(isSame(a.to, b.to), both(answer(a.volatile === b.volatile), sameConst));
}

function isSameFunction(a: CType & { kind: "function" }, b: CType & { kind: "function" }): Answer {
  const returns = isSame(a.returns, b.returns);
  if (!a.parameters || !b.parameters) return both(returns, "unknown");
  const others = b.parameters;
  const counts = answer(a.parameters.length === others.length);
  return a.parameters.reduce(
    (sofar, type, i) => {
      const other = others[i];
      return other ? both(sofar, isSame(type, other)) : sofar;
    },
    both(returns, counts),
  );
}

const answer = (is: boolean): Answer => (is ? "yes" : "no");
const both = (a: Answer, b: Answer): Answer => (a === "no" || b === "no" ? "no" : a === "unknown" ? a : b);
