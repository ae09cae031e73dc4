/** The index of definitions: one definition or none, read when somebody asks, and again when a file has changed. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DefinitionIndex } from "../../server/src/host/definitions";
import { folder } from "../support/cli";

function indexOf(files: Readonly<Record<string, string>>, extent: "all below" | "this folder" = "all below") {
  const root = folder(files);
  const open = new Map<string, string>();
  const index = new DefinitionIndex(root, extent, (path) => open.get(path));
  const where = (name: string) => {
    for (const _ of index.prepare());
    return index.definition(name)?.file.replace(`${root}/`, "");
  };
  return { root, index, open, where };
}

test("a function that one file defines for others", () => {
  const { where } = indexOf({
    "a.c": "int f(void) { return 1; }\nstatic int s(void) { return 2; }\nint twice(void) { return 3; }\n",
    "sub/b.c":
      "int g(void) { return f(); }\nint twice(void) { return 4; }\nstatic int f(void) { return 5; }\n",
    "c.c": "#if A\nint h(int a) { return 1; }\n#else\nint h(long a) { return 2; }\n#endif\n",
    "d.h": "int in_header(void) { return 1; }\n",
  });
  expect(["f", "g", "h", "s", "twice", "in_header", "nobody"].map(where)).toEqual([
    "a.c",
    "sub/b.c",
    "c.c",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("what a function calls, also through statics of its file", () => {
  const { index, where } = indexOf({
    "a.c": "static int inner(void) { return mlock(); }\nint outer(void) { return inner() + other(); }\n",
  });
  where("outer");
  expect(index.definition("outer")?.calls).toEqual(["inner", "other", "mlock"]);
});

test("wrappers tell what came of a call, or make one, also through each other", () => {
  const { index, where } = indexOf({
    "a.c": "int tells(void *p) { return mlock(p, 1); }\nint hides(void *p) { mlock(p, 1); return 0; }\n",
    "b.c": "int again(void *p) { return tells(p); }\nvoid masks(void) { InterruptDisable(); }\n",
    "n.c":
      "int by_number(void *p) { return syscall(SYS_mlock, p, 1); }\nint ends(void) { return syscall(SYS_exit, 1); }\n",
    "c.c": "int twice(void *p) { return tells(p); }\nint x(void) { return hides(0); }\n",
    "d.c": `int twice(void *p) { return tells(p); }\nint long_one(void *p) { ${"work();".repeat(500)} return tells(p); }\n`,
  });
  where("");
  const wrapped = { reported: new Set(["mlock"]), always: new Set(["InterruptDisable"]) };
  expect([...index.wrappers(wrapped)].sort()).toEqual(["again", "by_number", "masks", "tells"]);
});

test("files that come while the folders are looked through, into one that was seen already", () => {
  const { root, index, where } = indexOf({ "a.c": "int f(void) { return 1; }\n", "sub/c.c": "" });
  const steps = index.prepare();
  steps.next();
  writeFileSync(`${root}/b.c`, "int late(void) { return 2; }\n");
  writeFileSync(`${root}/late.h`, "");
  index.changed([`${root}/b.c`, `${root}/late.h`]);
  for (const _ of steps);
  expect(where("late")).toBe("b.c");
  expect(index.headers.nearest("late.h", `${root}/a.c`)).toBe(`${root}/late.h`);
});

test("a call that somebody has asked for comes and goes", () => {
  const { root, index, open, where } = indexOf({ "a.c": "void f(void) { g(); }\n", "b.c": "" });
  expect(where("f")).toBe("a.c");
  const isCalled = () => index.isCalledBeside(`${root}/a.c`, /^[gh]$/);
  expect(isCalled()).toBe(false);
  open.set(`${root}/b.c`, "static void k(void) { h(); }\n");
  expect(index.changed([`${root}/b.c`])).toBe("other answers");
  expect(isCalled()).toBe(true);
  open.set(`${root}/b.c`, "static void k(void) { i(); }\n");
  expect(index.changed([`${root}/b.c`])).toBe("other answers");
  expect(isCalled()).toBe(false);
});

test("files that change, come and go, on the disk and in the editor", () => {
  const { root, index, open, where } = indexOf({ "a.c": "int f(void) { return 1; }\n" });
  expect(where("f")).toBe("a.c");
  writeFileSync(`${root}/b.c`, "int f(void) { return 2; }\n");
  expect(where("f")).toBe("a.c");
  expect(index.changed([`${root}/b.c`])).toBe("other answers");
  expect(where("f")).toBe(undefined);
  open.set(`${root}/b.c`, "int g(void) { return 2; }\n");
  expect(index.changed([`${root}/b.c`])).toBe("other answers");
  expect([where("f"), where("g")]).toEqual(["a.c", "b.c"]);
  open.set(`${root}/b.c`, "int g(void) { return 20 + 1; }\n");
  expect(index.changed([`${root}/b.c`])).toBe("same answers");
  open.clear();
  rmSync(`${root}/b.c`);
  expect(index.changed([`${root}/b.c`])).toBe("other answers");
  expect([where("f"), where("g")]).toEqual(["a.c", undefined]);
  // Many at once wait until somebody asks.
  const many = Array.from({ length: 30 }, (_, i) => `${root}/m${i}.c`);
  for (const [i, path] of many.entries()) writeFileSync(path, `int m${i}(void) { return 0; }\n`);
  expect(index.changed(many)).toBe("other answers");
  expect(where("m7")).toBe("m7.c");
});

test("binary, huge, linked and hidden files, and folders that are called like one, define nothing", () => {
  const { root, where } = indexOf({
    "binary.c": "int binary(void) { return 1; }\n\0",
    "huge.c": `int huge(void) { return 1; }\n${" ".repeat(2 << 20)}`,
    ".git/hidden.c": "int hidden(void) { return 1; }\n",
    "kept.c": "int kept(void) { return 1; }\n",
  });
  mkdirSync(`${root}/folder.c`);
  const outside = folder({ "outside.c": "int outside(void) { return 1; }\n" });
  symlinkSync(`${outside}/outside.c`, `${root}/link.c`);
  symlinkSync(outside, `${root}/linked`);
  expect(["binary", "huge", "hidden", "outside", "kept"].map(where)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "kept.c",
  ]);
});

test("beside a file that belongs to no project, only its folder", () => {
  const { index, root, where } = indexOf(
    { "a.c": "int a(void) { return 1; }\n", "sub/b.c": "int b(void) { return 1; }\n" },
    "this folder",
  );
  expect([where("a"), where("b")]).toEqual(["a.c", undefined]);
  expect(index.changed([`${root}/sub/b.c`])).toBe("same answers");
});
