/** Losses are counted by place, and the fuel's way is told. */
import { expect, test } from "vitest";
import { Losses, whereFuelWent } from "../../server/src/interp/record/losses";

const at = (start: number, what: string) => ({ what, span: { start, end: start + 1 }, functionName: "f" });

test("a place counts once, its visits and costs add up", () => {
  const losses = new Losses();
  losses.add("unknown call", at(3, "g"), ["errno"]);
  losses.add("unknown call", at(3, "g"), ["errno", "memory"]);
  losses.add("unknown call", at(9, "g"), []);
  losses.add("fuel", at(3, "g"), []);
  expect(losses.all().map(({ visits, costs }) => [visits, [...costs]])).toEqual([
    [
      2,
      [
        ["errno", 2],
        ["memory", 1],
      ],
    ],
    [1, []],
    [1, []],
  ]);
  expect([...losses.counts()]).toEqual([
    ["unknown call", 3],
    ["fuel", 1],
  ]);
});

test("the three functions that ran longest, with their shares", () => {
  const spent = new Map([
    ["a", 10],
    ["b", 60],
    ["c", 20],
    ["d", 10],
  ]);
  expect(whereFuelWent(spent)).toBe("b 60 %, c 20 %, a 10 %");
});
