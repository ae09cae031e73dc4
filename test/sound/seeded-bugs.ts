/** Mistakes that somebody could make in the interpreter: each must be noticed by the comparison with running programs. */

export interface SeededBug {
  readonly what: string;
  /** Below server/src/interp. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const seededBugs: readonly SeededBug[] = [
  {
    what: "a store is lost",
    file: "memory.ts",
    find: "cells.write(contents, cells.cellOf(offset, bytes, value))",
    replace: "contents",
  },
  {
    what: "a join keeps one side's upper bound",
    file: "range.ts",
    find: "high: Math.max(a.high, b.high)",
    replace: "high: a.high",
  },
  {
    what: "a loop is left too early",
    file: "range.ts",
    find: "high: joined.high > before.high ? Infinity : joined.high",
    replace: "high: before.high",
  },
  {
    what: "an else is skipped",
    file: "run.ts",
    find: "    { to: terminator.else, truth: false },\n",
    replace: "",
  },
  {
    what: "a switch has no default",
    file: "run.ts",
    find: "for (const to of successors(terminator)) arrive",
    replace: "for (const to of successors(terminator).slice(0, 1)) arrive",
  },
  {
    what: "a callee's stores are forgotten",
    file: "own-calls.ts",
    find: "{ ...leave(exit.state, inner), temps, loops, untold }",
    replace: "{ ...leave(exit.state, inner), memory: state.memory, temps, loops, untold }",
  },
  {
    what: "an argument is the one before it",
    file: "own-calls.ts",
    find: "const value = args[index];",
    replace: "const value = args[Math.max(index - 1, 0)];",
  },
  {
    what: "a number is not cut to its type",
    file: "arithmetic.ts",
    find: "if (range.low >= low && range.high <= high) return range;",
    replace: "if (range.low <= high) return range;",
  },
  {
    what: "unsigned numbers are compared with their sign",
    file: "arithmetic.ts",
    find: "return unsigned && !bothHuge",
    replace: "return unsigned && bothHuge",
  },
  {
    what: "a division rounds down",
    file: "range.ts",
    find: ".map(Math.trunc)",
    replace: ".map(Math.floor)",
  },
  {
    what: "a remainder has the divisor's sign",
    file: "range.ts",
    find: "return exactly(value % divisor);",
    replace: "return exactly(mod(value, Math.abs(divisor)));",
  },
  {
    what: "a shift to the right loses the sign",
    file: "integers.ts",
    find: "Math.floor(a.low / 2 ** by), Math.floor(a.high / 2 ** by)",
    replace: "Math.trunc(a.low / 2 ** by), Math.trunc(a.high / 2 ** by)",
  },
  {
    what: "a pointer does not move",
    file: "pointer-arithmetic.ts",
    find: "targets: address.targets.map((target) => moved(target, distance)),",
    replace: "targets: address.targets,",
  },
  {
    what: "a copy is a byte short",
    file: "memory.ts",
    find: "at, source, start, size);",
    replace: "at, source, start, size - 1);",
  },
  {
    what: "a fill is a byte short",
    file: "memory.ts",
    find: "cells.fillOf(at, size, number(byte & 255))",
    replace: "cells.fillOf(at, size - 1, number(byte & 255))",
  },
  {
    what: "bytes come in the wrong order",
    file: "cells.ts",
    find: "BigInt(isFill ? 0 : 8 * (at - offset))",
    replace: "BigInt(isFill ? 0 : 8 * (3 - at + offset))",
  },
  {
    what: "a partial store spoils nothing",
    file: "cells.ts",
    find: "old?.bytes !== cell.bytes",
    replace: "old?.bytes === -1",
  },
  {
    what: "only the first answer of the kernel is followed",
    file: "kernel-calls.ts",
    find: "return eachOutcome(calling, state, given, answer);",
    replace: "return [eachOutcome(calling, state, given, answer)[0] ?? state];",
  },
  {
    what: "there is no child after fork()",
    file: "forks.ts",
    find: 'if (process === "parent") return',
    replace: "if (process !== undefined) return",
  },
  {
    what: "errno after a failure is always one",
    file: "errno.ts",
    find: "known.map(ranges.exactly).reduce(ranges.join)",
    replace: "ranges.exactly(1)",
  },
  {
    what: "zero counts as true",
    file: "arithmetic.ts",
    find: "return ranges.includes(range, 0) ? undefined : true;",
    replace: "return true;",
  },
  {
    what: "!x is x",
    file: "arithmetic.ts",
    find: "number(truth ? 0 : 1);",
    replace: "number(truth ? 1 : 0);",
  },
];
