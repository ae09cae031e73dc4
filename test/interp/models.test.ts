/** The library's rows, compared with what they say of themselves and with the headers' declarations. */
import { describe, expect, test } from "vitest";
import { layoutFor } from "../../server/src/c/types/layouts";
import { declareAll } from "../../server/src/c/unit";
import { headersOf } from "../../server/src/headers";
import { besideCallOf, isKernelCall } from "../../server/src/interp/kernel/kernel";
import { limitCalls } from "../../server/src/interp/kernel/limit-calls";
import { memoryCalls } from "../../server/src/interp/kernel/memory-calls";
import { processCalls } from "../../server/src/interp/kernel/process-calls";
import { modelOf, rows } from "../../server/src/interp/models";
import type { Length, Model } from "../../server/src/interp/models/model";
import { isSignalSafe } from "../../server/src/interp/models/safety";
import { platforms } from "../../server/src/platforms";
import { openParser } from "../c/read";

const parser = await openParser("native");
const { types, functions } = headersOf(platforms.linux);
const scope = declareAll(parser, types, layoutFor("LP64", platforms.linux.predefines), functions);

/** How many arguments the prototype names; undefined where it leaves them open, or where a name is a macro. */
function parametersOf(name: string): number | undefined {
  const found = scope.lookUp(name);
  const type = found?.kind === "function" ? found.type : undefined;
  return type?.kind === "function" ? type.parameters?.length : undefined;
}

const ofLength = (length: Length): number[] =>
  length.of === "argument" || length.of === "string"
    ? [length.index]
    : length.of === "product"
      ? [length.index, length.times]
      : [];

/** Every argument that the row speaks of. */
function argumentsOf({ accesses = [], allocates, frees, returnsArgument }: Model): number[] {
  return [
    ...accesses.flatMap(({ argument, length, fills, copies }) => [
      argument,
      ...ofLength(length),
      ...(typeof fills === "object" ? [fills.argument] : []),
      ...(copies === undefined ? [] : [copies]),
    ]),
    ...(allocates ? ofLength(allocates.size) : []),
    ...(typeof allocates?.alignment === "object" ? [allocates.alignment.argument] : []),
    ...[allocates?.through, allocates?.moves, frees, returnsArgument].filter((index) => index !== undefined),
  ];
}

describe("rows", () => {
  test("each function has one", () => {
    const names = rows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(900);
  });

  test("speak of arguments that there are", () => {
    const strangers = rows.filter((row) => {
      const count = parametersOf(row.name);
      return count !== undefined && argumentsOf(row).some((index) => index >= count);
    });
    expect(strangers.map(({ name }) => name)).toEqual([]);
    expect(parametersOf("memcpy")).toBe(3);
    expect(rows.filter((row) => argumentsOf(row).length > 0).length).toBeGreaterThan(40);
  });

  test("that change nothing write nothing", () => {
    const both = rows.filter(
      ({ pure, changesNothing, accesses = [], frees, allocates, writes }) =>
        (pure === true || changesNothing === true) &&
        (accesses.some(({ kind }) => kind === "write") || frees !== undefined || allocates || writes),
    );
    expect(both.map(({ name }) => name)).toEqual([]);
  });

  test("what returns an error number leaves errno alone", () => {
    const wrong = rows.filter(({ result, errno }) => result === "error-number" && errno !== "keeps");
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe("calls that the simulator answers", () => {
  const beside = Object.keys({ ...memoryCalls, ...limitCalls, ...processCalls });

  test("beside a model have one", () => {
    expect(beside.filter((name) => modelOf(name) === undefined)).toEqual([]);
    expect(beside.every((name) => besideCallOf(name) !== undefined)).toBe(true);
  });

  test("and those that are judged need none, but setrlimit() for other limits", () => {
    const both = rows.map(({ name }) => name).filter(isKernelCall);
    expect(both).toEqual(["setrlimit"]);
  });
});

describe("in a signal handler", () => {
  test.each(["write", "memcpy", "sigaction", "_exit", "sem_post"])("%s() is safe", (name) => {
    expect(modelOf(name)?.signalSafe ?? isKernelCall(name)).toBe(true);
  });

  test.each(["malloc", "printf", "exit", "pthread_mutex_lock", "syslog", "mlock", "munmap"])(
    "%s() is not listed",
    (name) => expect(isSignalSafe(name)).toBe(false),
  );
});
