/** Broken lines say the same as whole ones, in Markdown and in a terminal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { docNames, docPage } from "../../server/src/ide/pages/page";
import { height, wrapped } from "../../server/src/ide/pages/wrap";

const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");

describe("wrapped", () => {
  test("what follows in a list item stands below its first word", () => {
    expect(wrapped("- one two three\n  - four five six", 12)).toBe(
      "- one two\n  three\n  - four\n    five six",
    );
  });

  test("code, tables and headings stay whole", () => {
    const text = "# a long heading\n\n```c\nint f(int a, int b);\n```\n\n| a | wide table |";
    expect(wrapped(text, 8)).toBe(text);
  });

  test("no line begins like a list, a heading or a quotation that it is not", () => {
    expect(wrapped("aaaa - bbbb # cccc 1. dddd > eeee", 6)).not.toMatch(/^(?:[-#>]|\d+\.)/m);
  });

  test("a word that is too long stands alone", () => {
    expect(wrapped("- see https://example.org/a/long/address", 10)).toBe(
      "- see\n  https://example.org/a/long/address",
    );
  });

  test("nothing is lost, and no line is longer than it must be", () => {
    const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."abc,.()") });
    const line = fc.array(word, { minLength: 1, maxLength: 20 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(line, fc.constantFrom("", "- ", "  - "), (text, bullet) => {
        const broken = wrapped(bullet + text, 24);
        expect(words(broken)).toEqual(words(bullet + text));
        for (const one of broken.split("\n")) expect(one.length).toBeLessThanOrEqual(24);
      }),
    );
  });

  test("height counts broken lines", () => {
    expect(height("one two three\n\nfour", 8)).toBe(4);
  });

  test("no page loses a word", () => {
    for (const { name } of docNames) {
      const page = docPage(name) ?? "";
      expect(words(wrapped(page))).toEqual(words(page));
    }
  });
});
