/** A header that no folder has is guessed only where nobody could think of two. */
import { expect, test } from "vitest";
import { HeaderNames } from "../../server/src/host/header-names";

function namesOf(...paths: readonly string[]): HeaderNames {
  const names = new HeaderNames();
  for (const path of paths) names.add(path);
  return names;
}

test("the only one of its name, wherever it lies", () => {
  const names = namesOf("/p/src/utils/sys.h", "/p/doc/other.h");
  expect(names.nearest("sys.h", "/p/src/loader/cache.c")).toBe("/p/src/utils/sys.h");
  expect(names.nearest("utils/sys.h", "/p/src/loader/cache.c")).toBe("/p/src/utils/sys.h");
  expect(names.nearest("../utils/sys.h", "/p/src/loader/deep/cache.c")).toBe("/p/src/utils/sys.h");
  expect(names.nearest("tools/sys.h", "/p/src/loader/cache.c")).toBeUndefined();
  expect(names.nearest("absent.h", "/p/src/loader/cache.c")).toBeUndefined();
});

test("of several the nearest, if no other is as near", () => {
  const names = namesOf("/p/one/log.h", "/p/two/log.h");
  expect(names.nearest("log.h", "/p/one/libs/a.c")).toBe("/p/one/log.h");
  expect(names.nearest("log.h", "/p/three/a.c")).toBeUndefined();
});

test("what configure writes is not guessed", () => {
  const names = namesOf("/p/windows/config.h", "/p/windows/my_config.h");
  expect(names.nearest("config.h", "/p/src/a.c")).toBeUndefined();
  expect(names.nearest("my_config.h", "/p/src/a.c")).toBeUndefined();
});

test("headers come and go; nothing else is one", () => {
  const names = namesOf("/p/a.h");
  expect([names.add("/p/a.h"), names.add("/p/a.c"), names.add("/p/b/a.h")]).toEqual([false, false, true]);
  expect(names.nearest("a.h", "/p/c/d/e.c")).toBe("/p/a.h");
  expect([names.remove("/p/a.h"), names.remove("/p/a.h")]).toEqual([true, false]);
  expect(names.nearest("a.h", "/p/c/d/e.c")).toBe("/p/b/a.h");
});
