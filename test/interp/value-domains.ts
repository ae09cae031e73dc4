/** The domains of numbers and addresses, described for the laws. */
import fc from "fast-check";
import type { BinaryOperator } from "../../server/src/c/ir";
import type { Range } from "../../server/src/interp/values/range";
import * as ranges from "../../server/src/interp/values/range";
import {
  anything,
  fromRange,
  join,
  joinAlignments,
  moved,
  same,
  shiftAlignment,
  type Value,
  widen,
} from "../../server/src/interp/values/value";
import type { Alignment } from "../../server/src/sim/types";
import { type Concrete, inRange, standsFor } from "./concrete";
import type { Domain, Operation } from "./laws";
import {
  conversion,
  isComparison,
  isNumber,
  operation,
  operators,
  refinement,
  secondOperand,
  unaryOperations,
} from "./operators";
import {
  allTypes,
  arithmeticTypes,
  functions,
  offsets,
  places,
  pointers,
  samplesOf,
  setAround,
  shapes,
  size,
} from "./samples";

const wide = fc.tuple(fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }), shapes);

function rangeOperations(): Operation<Range, bigint>[] {
  const set = wide.map(([member, shape]) => ({ element: setAround(member, shape), member }));
  const two = [set, set];
  const rows: [
    string,
    (a: Range, b: Range) => Range | null | undefined,
    (m: bigint, n: bigint) => bigint | undefined,
  ][] = [
    ["+", ranges.add, (m, n) => m + n],
    ["-", ranges.subtract, (m, n) => m - n],
    ["/", ranges.divide, (m, n) => (n === 0n ? undefined : m / n)],
    ["%", ranges.remainderOf, (m, n) => (n === 0n ? undefined : m % n)],
    ["negation", ranges.negate, (m) => -m],
  ];
  return rows.map(([name, abstract, concrete]) => ({
    name,
    abstract: (a = ranges.top, b = ranges.top) => abstract(a, b) ?? ranges.top,
    concrete: (m = 0n, n = 0n) => concrete(m, n),
    operands: two,
  }));
}

/** Numbers without a type: nothing wraps. */
export const rangeDomain: Domain<Range, bigint> = {
  samples: wide.map(([member, shape]) => ({ element: setAround(member, shape), member })),
  contains: inRange,
  join: ranges.join,
  same: ranges.same,
  widen: { by: ranges.widen, rounds: 24 },
  operations: rangeOperations(),
};

const alignments = fc
  .tuple(fc.constantFrom(0, 1, 2, 16, 48, 4096), fc.nat({ max: 1_000_000 }))
  .map(([modulus, n]) => ({
    element: { modulus, remainder: modulus === 0 ? n : n % modulus },
    member: BigInt(n),
  }));

/** An address is moved by a number. */
const movedAlignment: Operation<Alignment, bigint> = {
  name: "moving",
  abstract: (a, by) => (a && by ? shiftAlignment(a, { ...ranges.top, ...by }) : { modulus: 1, remainder: 0 }),
  concrete: (n = 0n, by = 0n) => n + by,
  operands: [
    alignments,
    wide.map(([member, shape]) => {
      const { modulus, remainder } = ranges.alignmentOf(setAround(member, shape));
      return { element: { modulus: modulus || 1, remainder: modulus ? remainder : 0 }, member };
    }),
  ],
};

export const alignmentDomain: Domain<Alignment, bigint> = {
  samples: alignments,
  contains: ({ modulus, remainder }, n) =>
    modulus === 0 ? n === BigInt(remainder) : (n - BigInt(remainder)) % BigInt(modulus) === 0n,
  join: joinAlignments,
  same: (a, b) => a.modulus === b.modulus && a.remainder === b.remainder,
  widen: { by: joinAlignments, rounds: 16 },
  operations: [movedAlignment],
};

export const numberDomain: Domain<Value, Concrete> = {
  samples: fc.constantFrom(...allTypes).chain(samplesOf),
  contains: standsFor,
  join,
  same,
  widen: { by: widen, rounds: 24 },
  operations: [
    ...arithmeticTypes.flatMap((type) =>
      operators.map((one) => operation(one, type, [samplesOf(type), secondOperand(one, type)])),
    ),
    ...arithmeticTypes.flatMap((type) =>
      operators
        .filter(isComparison)
        .map((one) => refinement(one, type, [samplesOf(type), secondOperand(one, type)])),
    ),
    ...arithmeticTypes.flatMap((type) => unaryOperations(type)),
    ...allTypes.flatMap((from) => allTypes.map((to) => conversion(from, to))),
  ],
};

/** How far a place is moved. */
const moving: Operation<Value, Concrete> = {
  name: "moving",
  abstract: (a = anything, by = anything) => {
    const { range } = by;
    return range ? { ...a, range: null, targets: a.targets.map((target) => moved(target, range)) } : anything;
  },
  concrete: (n, by) => (isNumber(n) && isNumber(by) ? n + by : undefined),
  operands: [
    places,
    offsets.map(([member, shape]) => ({ element: fromRange(setAround(member, shape)), member })),
  ],
};
const addressOperators = operators.filter((one) => one !== "<<" && one !== "*");
/** What may be null or MAP_FAILED is only compared: computing with it first is nothing that C defines. */
const placesFor = (operator: BinaryOperator) => (isComparison(operator) ? pointers : places);
const eitherFor = (operator: BinaryOperator) =>
  fc.oneof({ weight: 3, arbitrary: placesFor(operator) }, { weight: 1, arbitrary: samplesOf(size) });

export const pointerDomain: Domain<Value, Concrete> = {
  samples: fc.oneof({ weight: 6, arbitrary: pointers }, { weight: 2, arbitrary: samplesOf(size) }, functions),
  contains: standsFor,
  join,
  same,
  widen: { by: widen, rounds: 60 },
  operations: [
    moving,
    ...addressOperators.flatMap((operator) => [
      operation(operator, size, [placesFor(operator), secondOperand(operator, size)]),
      operation(operator, size, [eitherFor(operator), eitherFor(operator)]),
      ...(isComparison(operator)
        ? [refinement(operator, size, [eitherFor(operator), eitherFor(operator)])]
        : []),
    ]),
  ],
};
