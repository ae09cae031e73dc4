/** The reader that both doors use. */
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { confinedReader, decodeText, isInside } from "../../server/src/host/disk";
import { folder } from "../support/cli";

test("an editor's reader sees changes, a command's reads once", () => {
  const root = folder({ "a.h": "one" });
  const [session, command] = [confinedReader([root], "may change"), confinedReader([root], "stay")];
  const path = join(root, "a.h");
  expect([session(path), command(path)]).toMatchObject([{ text: "one" }, { text: "one" }]);
  writeFileSync(path, "changed");
  expect([session(path), command(path)]).toMatchObject([{ text: "changed" }, { text: "one" }]);
});

test("a text is read once, until too many others were read", () => {
  const large = Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`${i}.h`, " ".repeat(4 << 20)]));
  const root = folder({ "a.h": "one", ...large });
  const read = confinedReader([root], "may change");
  const first = read(join(root, "a.h"));
  expect(read(join(root, "a.h"))).toBe(first);
  for (const name of Object.keys(large)) read(join(root, name));
  const second = read(join(root, "a.h"));
  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});

test("folders, missing files, huge files and everything outside are absent", () => {
  const root = folder({ "p/a.h": "x", "p/huge.h": "x".repeat(5 << 20), "q/b.h": "x" });
  symlinkSync(join(root, "q"), join(root, "p", "out"));
  symlinkSync(join(root, "p", "a.h"), join(root, "p", "in.h"));
  const read = confinedReader([join(root, "p")], "may change");
  const absent = ["p", "p/none.h", "p/huge.h", "q/b.h", "p/../q/b.h", "p/out/b.h"];
  expect(absent.map((name) => read(join(root, name)))).toEqual(absent.map(() => "absent"));
  expect(read(`${root}/p/in.h`)).toMatchObject({ text: "x" });
});

test("inside means below, not merely spelled alike", () => {
  expect([isInside("/a", "/a"), isInside("/a", "/a/b"), isInside("/a", "/ab"), isInside("/a", "/")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a byte order mark is no character; bytes that are not UTF-8 are one character each", () => {
  expect(decodeText(Buffer.from("\uFEFFint"))).toBe("int");
  expect(decodeText(Buffer.from([0xff, 0x41]))).toBe("\u00FFA");
});
