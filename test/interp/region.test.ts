/** Names of regions: whoever makes one is told by every question what it is. */
import { describe, expect, test } from "vitest";
import type { Unit, Variable } from "../../server/src/c/ir";
import * as regions from "../../server/src/interp/values/region";
import type { RegionId } from "../../server/src/sim/types";

const variable = (scope: Variable["scope"], id: number, isConst = false): Variable => ({
  id,
  name: "key",
  type: { kind: "integer", name: "int", bytes: 4, signed: true },
  scope,
  isConst,
  isVolatile: false,
  alignment: undefined,
  span: { start: 0, end: 0 },
});

const outer = { depth: 1, chain: [5] };
const inner = { depth: 2, chain: [5, 17] };
const handler = { depth: 3, chain: [5, 17, -4] };
const entry = { depth: 0, chain: [] };

const block = regions.yielded("malloc", 12, [5, 17]);
const pool = regions.regionOfVariable(variable("static", 8), entry);
const seen = regions.regionOfVariable(variable("external", 9), entry);

const kinds: Readonly<Record<string, RegionId>> = {
  "a local": regions.regionOfVariable(variable("local", 42), inner),
  "a parameter": regions.regionOfVariable(variable("parameter", 42), outer),
  "a local of main": regions.regionOfVariable(variable("local", 42), entry),
  "a handler's local": regions.regionOfVariable(variable("local", 42), handler),
  "a returned record": regions.returnedRecord(inner, "make", 20),
  "a constant": regions.regionOfVariable(variable("static", 7, true), entry),
  "a static": pool,
  "an external variable": seen,
  "a literal": regions.regionOfString(3, "text", 5),
  "a literal that names a variable": regions.regionOfString(4, "x:key.9#1/again", 16),
  "a literal of other bytes": regions.regionOfString(3, "täxt", 6),
  "a block": block,
  "its second": regions.yieldedAgain(block, 2),
  "all further ones": regions.again(block),
  "where a static's pointer leads": regions.pointedBy(regions.readName(pool, 16, 4)),
  "where an external's pointer's pointer leads": regions.pointedBy(
    regions.readName(regions.pointedBy(regions.readName(seen, -8, 0)), 0, 1),
  ),
  "where a block's pointer leads": regions.pointedBy(regions.readName(block, 0, 1)),
  "where a result leads": regions.pointedBy(regions.resultName("find", 5, [2], { epoch: 4, serial: 1 })),
  "where an answer leads": regions.pointedBy(regions.answerName("strchr", ["s:key.8+0", "58"])),
  "where a parameter leads": regions.pointedBy(regions.givenName("list", "push")),
  somewhere: regions.somewhere,
  "a static's member": regions.memberRegion(pool, 3, "flag", 4),
  "a block's member": regions.memberRegion(block, 3, "flag", 4),
  "a member's member": regions.memberRegion(regions.memberRegion(pool, 3, "flags", 4), 1, "flag", 0),
  "what main() is given": regions.argumentVector,
  "what a handler is told": regions.signalInfo([5, 17], 1),
  "a sorted static": regions.sortedAside(pool),
  "an open file": regions.pointedBy(regions.openedFile(0)),
};

const questions = {
  isAutomatic: regions.isAutomatic,
  isGlobal: regions.isGlobal,
  isOfProgram: regions.isOfProgram,
  isExternal: regions.isExternal,
  isStatic: regions.isStatic,
  isConstant: regions.isConstant,
  isLiteral: regions.isLiteral,
  isMade: regions.isMade,
  isSeveral: regions.isSeveral,
  isMadeUp: regions.isMadeUp,
  isMember: regions.isMember,
  isRead: regions.isRead,
  isElsewhere: regions.isElsewhere,
};

const yes = (region: RegionId): string =>
  Object.entries(questions)
    .flatMap(([question, ask]) => (ask(region) ? [question] : []))
    .join(" ");

describe("names of regions", () => {
  test("no two kinds have one name", () => {
    expect(new Set(Object.values(kinds)).size).toBe(Object.keys(kinds).length);
  });

  test("each is what it was made as", () => {
    const answers = Object.entries(kinds).map(([kind, region]) => [
      kind,
      yes(region),
      regions.partOf(region),
    ]);
    expect(answers).toEqual([
      ["a local", "isAutomatic isOfProgram", "own"],
      ["a parameter", "isAutomatic isOfProgram", "own"],
      ["a local of main", "isAutomatic isOfProgram", "own"],
      ["a handler's local", "isAutomatic isOfProgram", "own"],
      ["a returned record", "isAutomatic isOfProgram", "own"],
      ["a constant", "isGlobal isOfProgram isConstant", "own"],
      ["a static", "isGlobal isOfProgram isStatic", "statics"],
      ["an external variable", "isGlobal isOfProgram isExternal", "shared"],
      ["a literal", "isLiteral", "own"],
      ["a literal that names a variable", "isLiteral", "own"],
      ["a literal of other bytes", "isLiteral", "own"],
      ["a block", "isMade", "own"],
      ["its second", "isMade", "own"],
      ["all further ones", "isSeveral", "own"],
      ["where a static's pointer leads", "isMadeUp isRead isElsewhere", "statics"],
      ["where an external's pointer's pointer leads", "isMadeUp isRead isElsewhere", "shared"],
      ["where a block's pointer leads", "isMadeUp isRead isElsewhere", "own"],
      ["where a result leads", "isMadeUp", "own"],
      ["where an answer leads", "", "own"],
      ["where a parameter leads", "isElsewhere", "own"],
      ["somewhere", "isElsewhere", "own"],
      ["a static's member", "isGlobal isOfProgram isStatic isMember isElsewhere", "statics"],
      ["a block's member", "isMade isMember isElsewhere", "own"],
      ["a member's member", "isGlobal isOfProgram isStatic isMember isElsewhere", "statics"],
      ["what main() is given", "", "own"],
      ["what a handler is told", "", "own"],
      ["a sorted static", "", "own"],
      ["an open file", "", "own"],
    ]);
  });

  test("a variable is found by its region, and has its own name", () => {
    const variables = Array.from({ length: 43 }, (_, id) => variable("local", id));
    const found = (kind: string) =>
      regions.variableOfRegion({ variables } as unknown as Unit, kinds[kind] ?? regions.somewhere)?.id;
    const ofVariables = Object.keys(kinds).filter((kind) => found(kind) !== undefined);
    expect(ofVariables.map((kind) => [kind, found(kind)])).toEqual([
      ["a local", 42],
      ["a parameter", 42],
      ["a local of main", 42],
      ["a handler's local", 42],
      ["a constant", 7],
      ["a static", 8],
      ["an external variable", 9],
    ]);
    for (const kind of ofVariables)
      expect(regions.nameOfRegion(kinds[kind] ?? regions.somewhere)).toBe("key");
  });

  test("a local belongs to one activation", () => {
    const owners = [entry, outer, inner, handler];
    const ownersOf = (region: RegionId) => owners.filter((one) => regions.isLocalOf(one)(region));
    for (const one of owners) {
      const local = regions.regionOfVariable(variable("local", 42), one);
      expect(ownersOf(local)).toEqual([one]);
      expect(regions.depthOf(local)).toBe(one.depth);
      expect(regions.activationOf(local)).toBe(regions.activationOf(regions.returnedRecord(one, "make", 20)));
    }
    expect(ownersOf(block)).toEqual([]);
    expect([regions.depthOf(block), regions.activationOf(pool)]).toEqual([undefined, undefined]);
  });

  test("a block knows the call that made it, and in which activations", () => {
    for (const region of [block, regions.yieldedAgain(block, 3), regions.again(block)])
      expect(regions.makerOf(region)).toEqual({ callee: "malloc", site: 12 });
    const makers = (region: RegionId) =>
      [entry, outer, inner, handler].filter((one) => regions.isMadeIn(one, region));
    expect(makers(block)).toEqual([entry, outer, inner]);
    expect(makers(regions.yielded("malloc", 12, [5, 170]))).toEqual([entry, outer]);
    expect(regions.makerOf(kinds["a literal that names a variable"] ?? block)).toBeUndefined();
    expect(regions.makerOf(regions.pointedBy(regions.readName(block, 0, 1)))).toBeUndefined();
  });

  test("an unknown value knows whose result it is", () => {
    const name = regions.resultName("getpid", 5, [2], { epoch: 4, serial: 1 });
    expect(regions.isResultOf(name, "gettid", "getpid")).toBe(true);
    expect(regions.isResultOf(name, "getp")).toBe(false);
    expect(regions.isResultOf(undefined, "getpid")).toBe(false);
  });

  test("a literal holds its text where it is plain", () => {
    expect(regions.textOfLiteral(regions.regionOfString(3, 'a "b"', 6))).toBe('a "b"');
    expect(regions.textOfLiteral(regions.regionOfString(3, "", 1))).toBe("");
    expect(regions.textOfLiteral(regions.regionOfString(3, "täxt", 6))).toBeUndefined();
    expect(regions.textOfLiteral(regions.regionOfString(3, "x".repeat(300), 301))).toBeUndefined();
  });

  test("a member lies in its record, and is reached from there", () => {
    const flags = regions.memberRegion(pool, 3, "flags", 4);
    const flag = regions.memberRegion(flags, -1, "flag", 0);
    expect([regions.recordOf(flag), regions.recordOf(pool)]).toEqual([pool, pool]);
    expect(regions.placeOfMember(flag)).toEqual({ record: flags, offset: -1 });
    expect(regions.placeOfMember(pool)).toBeUndefined();
    expect(regions.reachedFrom(flag)).toEqual({ from: flags, epoch: 0 });
    expect(regions.reachedFrom(regions.pointedBy(regions.readName(flag, -8, 7)))).toEqual({
      from: flag,
      epoch: 7,
    });
    expect(regions.reachedFrom(pool)).toBeUndefined();
    const isMember = regions.isMemberOf(pool, 4);
    expect([isMember(flags), isMember(flag), isMember(pool)]).toEqual([true, false, false]);
  });
});
