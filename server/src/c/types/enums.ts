/** Enumerations: the values of their names, and the integer type that each of them is (GCC's choice, which others share). */

import type { SyntaxNode } from "../syntax/parse";
import { integer, ofSize } from "./basic-types";
import { type Constant, nameType } from "./conversions";
import { plain, type Qualified } from "./scope";
import { alignmentOf, attributesOfBody, readTypeWords, type TypeContext, textOf } from "./specifiers";
import { type CType, intType, type Layout } from "./types";

/** The type of an enum specifier. Its enumerators become constants of the scope that it stands in. */
export function readEnum(context: TypeContext, node: SyntaxNode): Qualified {
  const { scope } = context;
  const nameNode = node.childForFieldName("name");
  const tag = nameNode ? textOf(context, nameNode) : "";
  const body = node.childForFieldName("body");
  const said = attributesOfBody(context, node, body);
  const written = said.find(({ name }) => name === "underlying")?.argument;
  const fixed = written === undefined ? undefined : readTypeWords(context, written);
  const known = body ? undefined : scope.enumeration(tag);
  if (!body && (known || !fixed)) return known ?? plain(nameType);
  const packed = said.some(({ name }) => name === "packed");
  const type =
    fixed ?? (body ? typeOfValues(readValues(context, body, undefined), packed, context.layout) : nameType);
  const result = { ...plain(type), alignment: alignmentOf(context, said) };
  if (tag !== "") scope.declareEnumeration(tag, result);
  // Once more, with the type that their values decided.
  if (body)
    readValues(context, body, type === nameType ? undefined : type, fixed ? "every enumerator" : "wide ones");
  return result;
}

interface Values {
  readonly known: readonly bigint[];
  /** What is said of the others by their expressions: they fit into an int, or nobody knows. */
  readonly others: "none" | "narrow" | "unknown";
}

/** Declares the enumerators. Those that fit into an int are ints, unless all get the type; those of unknown value stay names. */
function readValues(
  context: TypeContext,
  body: SyntaxNode,
  type: CType | undefined,
  typed: "every enumerator" | "wide ones" = "wide ones",
): Values {
  const known: bigint[] = [];
  let others: Values["others"] = "none";
  let next: Constant | undefined = { value: 0n, type: intType };
  for (const child of body.namedChildren) {
    const name = child.type === "enumerator" ? child.childForFieldName("name") : null;
    if (child.isError) others = "unknown";
    if (!name) continue;
    const written = child.childForFieldName("value");
    const own: Constant | undefined = written ? context.integer(written) : next;
    if (own === undefined) {
      const isNarrow: boolean = written ? isNarrowType(context.typeOf(written)) : others === "narrow";
      others = isNarrow && others !== "unknown" ? "narrow" : "unknown";
      next = undefined;
      continue;
    }
    known.push(own.value);
    const isWide = BigInt.asIntN(32, own.value) !== own.value;
    // While the enumeration's type is not decided, or nobody knows it, that of the expression.
    const ownType = typed === "every enumerator" || isWide ? (type ?? own.type) : intType;
    context.scope.declare(textOf(context, name), { kind: "enumerator", value: own.value, type: ownType });
    next = { value: own.value + 1n, type: own.type };
  }
  return { known, others };
}

const isNarrowType = (type: CType) => type.kind === "integer" && type.bytes <= 4;

function typeOfValues({ known, others }: Values, packed: boolean, layout: Layout): CType {
  if (others === "unknown" || (others === "narrow" && packed)) return nameType;
  const signed = others === "narrow" || known.some((value) => value < 0n);
  const narrowed = signed ? BigInt.asIntN : BigInt.asUintN;
  const fits = (bytes: number) => known.every((value) => narrowed(8 * bytes, value) === value);
  const bytes = (packed ? [1, 2, 4, 8] : [4, 8]).find(fits);
  // Values beyond all types do not keep their sign.
  return bytes === undefined ? integer("long long", 8, true) : ofSize(bytes, signed, layout);
}
