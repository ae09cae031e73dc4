/** `mlock-lint docs`: pages, the list of names, and misuse. */
import { describe, expect, test } from "vitest";
import { mlockLint } from "../support/cli";

const docs = (...argv: readonly string[]) => mlockLint(__dirname, ["docs", ...argv]);

test("without a name the names are listed, each with a summary", async () => {
  const { code, out } = await docs();
  expect(code).toBe(0);
  expect(out).toMatch(/^mlock {2,}Locks the pages of a range in physical memory\.$/m);
  expect(out).toMatch(/^MAP_LAZY {2,}mmap\(\): /m);
  for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

test("parentheses and other names of the same page are understood", async () => {
  const { out } = await docs("brk");
  expect(out).toContain("# brk()");
  expect((await docs("sbrk")).out).toBe(out);
  expect((await docs("brk()")).out).toBe(out);
});

test("--platform chooses, documentation-only platforms included", async () => {
  const { out } = await docs("mlock", "--platform", "illumos,aix");
  expect(out).toMatch(/\*\*illumos\*\*[\s\S]*†[\s\S]*† documentation only/);
  expect(out).not.toContain("**Linux");
});

describe("misuse is status 2", () => {
  test.each([
    [["mlokc"], /nothing is known of mlokc\ndid you mean: mlock/],
    [[""], /docs takes the name of a call or flag\n`mlock-lint docs` lists the names/],
    [["qwertyuiop"], /nothing is known of qwertyuiop\n`mlock-lint docs` lists the names/],
    [["mlock", "munlock"], /docs takes one NAME/],
    [["mlock", "--platform", "beos"], /unknown platform: beos\nplatforms: auto, .*linux.*aix/],
    [["--json"], /'--json'\noptions of docs: --platform/],
  ])("%j", async (argv, message) => {
    const { code, out, err } = await docs(...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});
