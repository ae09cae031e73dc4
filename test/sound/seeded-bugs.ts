/** Mistakes that somebody could make in the interpreter: each must be noticed by the comparison with running programs. */

export interface SeededBug {
  readonly what: string;
  /** Below server/src. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const seededBugs: readonly SeededBug[] = [
  {
    what: "a store is lost",
    file: "interp/memory/memory.ts",
    find: "cells.write(contents, cells.cellOf(offset, bytes, value))",
    replace: "contents",
  },
  {
    what: "a join keeps one side's upper bound",
    file: "interp/values/range.ts",
    find: "high: Math.max(a.high, b.high)",
    replace: "high: a.high",
  },
  {
    what: "a loop is left too early",
    file: "interp/values/range.ts",
    find: "const to = high > before.high ? Infinity : high;",
    replace: "const to = before.high;",
  },
  {
    what: "an else is skipped",
    file: "interp/run.ts",
    find: "    { to: terminator.else, truth: false },\n",
    replace: "",
  },
  {
    what: "a switch has no default",
    file: "interp/run.ts",
    find: "for (const to of ways) arrive",
    replace: "for (const to of ways.slice(0, 1)) arrive",
  },
  {
    what: "a callee's stores are forgotten",
    file: "interp/calls/own-calls.ts",
    find: "changed(leave(left, inner), { temps, loops, untold, errno })",
    replace: "changed(leave(left, inner), { memory: state.memory, temps, loops, untold, errno })",
  },
  {
    what: "an argument is the one before it",
    file: "interp/calls/own-calls.ts",
    find: "const value = args[index];",
    replace: "const value = args[Math.max(index - 1, 0)];",
  },
  {
    what: "a number is not cut to its type",
    file: "interp/values/arithmetic.ts",
    find: "if (range.low >= low && range.high <= high) return range;",
    replace: "if (range.low <= high) return range;",
  },
  {
    what: "unsigned numbers are compared with their sign",
    file: "interp/values/arithmetic.ts",
    find: "return unsigned && !bothHuge",
    replace: "return unsigned && bothHuge",
  },
  {
    what: "a division rounds down",
    file: "interp/values/range.ts",
    find: ".map(Math.trunc)",
    replace: ".map(Math.floor)",
  },
  {
    what: "a remainder has the divisor's sign",
    file: "interp/values/range.ts",
    find: "return exactly(value % divisor);",
    replace: "return exactly(mod(value, Math.abs(divisor)));",
  },
  {
    what: "a shift to the right loses the sign",
    file: "interp/values/integers.ts",
    find: "Math.floor(a.low / 2 ** by), Math.floor(a.high / 2 ** by)",
    replace: "Math.trunc(a.low / 2 ** by), Math.trunc(a.high / 2 ** by)",
  },
  {
    what: "a pointer does not move",
    file: "interp/values/pointer-arithmetic.ts",
    find: "address.targets.map((target) => moved(target, distance)),",
    replace: "address.targets,",
  },
  {
    what: "a copy is a byte short",
    file: "interp/memory/memory.ts",
    find: "copyBytes(target, at, source, start, size)",
    replace: "copyBytes(target, at, source, start, size - 1)",
  },
  {
    what: "a fill is a byte short",
    file: "interp/memory/memory.ts",
    find: "cells.fillOf(at, size, number(byte & 255))",
    replace: "cells.fillOf(at, size - 1, number(byte & 255))",
  },
  {
    what: "bytes come in the wrong order",
    file: "interp/memory/cells.ts",
    find: "BigInt(isFill ? 0 : 8 * (at - offset))",
    replace: "BigInt(isFill ? 0 : 8 * (3 - at + offset))",
  },
  {
    what: "a partial store spoils nothing",
    file: "interp/memory/cells.ts",
    find: "old.offset !== cell.offset || old.bytes !== cell.bytes",
    replace: "old.offset < -1",
  },
  {
    what: "only the first answer of the kernel is followed",
    file: "interp/kernel/outcomes.ts",
    find: "return eachOutcome(calling, state, given, answer);",
    replace: "return [eachOutcome(calling, state, given, answer)[0] ?? state];",
  },
  {
    what: "there is no child after fork()",
    file: "interp/ending/forks.ts",
    find: 'if (process === "parent") return',
    replace: "if (process !== undefined) return",
  },
  {
    what: "errno after a failure is always one",
    file: "interp/checks/errno.ts",
    find: "known.map(ranges.exactly).reduce(ranges.join)",
    replace: "ranges.exactly(1)",
  },
  {
    what: "zero counts as true",
    file: "interp/values/arithmetic.ts",
    find: "return ranges.includes(range, 0) ? undefined : true;",
    replace: "return true;",
  },
  {
    what: "!x is x",
    file: "interp/values/arithmetic.ts",
    find: "return truth === undefined ? maybe : truth ? zero : one;",
    replace: "return truth === undefined ? maybe : truth ? one : zero;",
  },
  {
    what: "what a helper returned is remembered without its first argument",
    file: "interp/calls/memo.ts",
    find: "args.map(({ range, targets, functions }) => [",
    replace: "args.slice(1).map(({ range, targets, functions }) => [",
  },
  {
    what: "recursion that is not followed never returns",
    file: "interp/calls/calls.ts",
    find: ": [own ? afterUnfollowed(run, after, name) : after];",
    replace: ": own ? [] : [after];",
  },
  {
    what: "a function that is not followed leaves the file's variables alone",
    file: "interp/calls/writes.ts",
    find: "isOfFile(unit, root)) variables.add(root);",
    replace: "isOfFile(unit, root)) variables.delete(root);",
  },
  {
    what: "what a library function calls back writes nothing",
    file: "interp/calls/calls.ts",
    find: "calling.args.some((argument) => argument.functions);\n  const known",
    replace: "false;\n  const known",
  },
  {
    what: "of several functions that a pointer may hold only the first is called",
    file: "interp/calls/calls.ts",
    find: "likelyFunctions(evaluate(run, state, frame, callee));",
    replace: "likelyFunctions(evaluate(run, state, frame, callee)).slice(0, 1);",
  },
  {
    what: "a string's length counts its NUL",
    file: "interp/calls/text.ts",
    find: "ofNumber(text(known, 0)?.length)",
    replace: "ofNumber(text(known, 0)?.concat(0).length)",
  },
  {
    what: "realloc() moves what the old block held by a byte",
    file: "interp/calls/library.ts",
    find: "copy(state.memory, to, from, kept)",
    replace: "copy(state.memory, to, { ...from, offset: ranges.exactly(1) }, kept)",
  },
  {
    what: "what a handler may write is trusted",
    file: "interp/transfer.ts",
    find: "target !== undefined && state.concurrent.has(target.region);",
    replace: "false;",
  },
  {
    what: "what is put together of an address leads nowhere",
    file: "interp/memory/escapes.ts",
    find: "strays: isStray ? strays + 1 : strays",
    replace: "strays",
  },
  {
    what: "of a table of pointers only what is known is written",
    file: "interp/memory/escapes.ts",
    find: "for (const { region } of address.targets) {",
    replace: "for (const { region } of address.targets.slice(0, 1)) {",
  },
  {
    what: "a handler does not find what is set later",
    file: "interp/memory/others.ts",
    find: "if (!state.othersFollowPointers || !isSeen(state, to)) return state;",
    replace: "if (state.serial >= 0) return state;",
  },
  {
    what: "a goto runs no cleanups",
    file: "c/lowering/jumps.ts",
    find: "if (lowering.cleanups.length > 0) runCleanupsBefore",
    replace: "if (lowering.cleanups.length > 99) runCleanupsBefore",
  },
  {
    what: "a scope ends without its cleanups",
    file: "c/lowering/cleanups.ts",
    find: "  runCleanups(lowering, depth);\n  lowering.cleanups.length",
    replace: "  lowering.cleanups.length",
  },
  {
    what: "a huge number without sign is divided as if it had one",
    file: "interp/values/integers.ts",
    find: 'type.kind === "integer" && !type.signed && type.bytes >= 8 && range.low < 0',
    replace: 'type.kind === "integer" && !type.signed && type.bytes > 8 && range.low < 0',
  },
];
