/** What we say that system headers declare: all that is modelled, and nothing that this machine's own headers deny. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { loadParser } from "../../server/src/c/syntax/parse";
import { layoutFor } from "../../server/src/c/types/layouts";
import type { Scope } from "../../server/src/c/types/scope";
import { sizeOf } from "../../server/src/c/types/types";
import { declareAll } from "../../server/src/c/unit";
import { headersOf } from "../../server/src/headers";
import { prototypes } from "../../server/src/headers/prototypes";
import { trackedCalls } from "../../server/src/ide/tracked";
import { callbacks } from "../../server/src/interp/calls/callbacks";
import { isKernelCall } from "../../server/src/interp/kernel/kernel";
import { platformIds, platforms } from "../../server/src/platforms";
import type { Platform } from "../../server/src/platforms/profile";

const parser = await loadParser();
const modelFolder = join(import.meta.dirname, "../../server/src/interp/models");

/** Every row of every table of models. */
async function modelled(): Promise<string[]> {
  const files = readdirSync(modelFolder).map((file) => pathToFileURL(join(modelFolder, file)).href);
  const tables = await Promise.all(files.map((file): Promise<Record<string, unknown>> => import(file)));
  const rows = tables
    .flatMap((exported) => Object.values(exported))
    .filter(Array.isArray)
    .flat();
  return rows.flatMap((row: { name?: unknown }) => (typeof row.name === "string" ? [row.name] : []));
}

function declaredOn(platform: Platform): Scope {
  const layout = layoutFor(platform.dataModel, platform.predefines);
  const { types, functions } = headersOf(platform);
  return declareAll(parser, types, layout, functions);
}

const onLinux = declaredOn(platforms.linux);
const namesIn = (text: string) => [...new Set(text.match(/\b[A-Za-z_]\w*/g))];

/** Macros, and what compilers know without a header, often for every type. */
const noFunction =
  /^(?:[A-Z_][A-Z_0-9]*|assert|__builtin_\w+|__sync_\w+|__atomic_\w+|atomic_(?:load|store|exchange|fetch|compare|thread|signal|init|is_lock|flag)\w*)$/;

const understood = [
  ...(await modelled()),
  ...trackedCalls,
  ...Object.keys(callbacks),
  ...platformIds.flatMap((id) => platforms[id].privilege?.acquiredBy ?? []),
].filter((name) => !noFunction.test(name));

describe("prototypes", () => {
  test("every function that is understood has one", () => {
    expect(understood.length).toBeGreaterThan(200);
    expect(understood.filter((name) => onLinux.lookUp(name)?.kind !== "function")).toEqual([]);
    expect(namesIn(prototypes).filter(isKernelCall).length).toBeGreaterThan(10);
  });

  for (const id of platformIds) {
    test(`all can be read with the types of ${id}`, () => {
      const scope = declaredOn(platforms[id]);
      const { functions } = headersOf(platforms[id]);
      expect(functions.size).toBe(prototypes.match(/;$/gm)?.length);
      expect([...functions.keys()].filter((name) => scope.lookUp(name)?.kind !== "function")).toEqual([]);
    });
  }
});

const headers = `
alloca ctype dirent err errno fcntl limits poll pthread sched semaphore setjmp signal spawn stdarg stddef stdint stdio
stdlib string strings syslog time unistd malloc wchar sys/auxv sys/ioctl sys/mman sys/prctl sys/random sys/resource
sys/select sys/shm sys/socket sys/stat sys/sysinfo sys/time sys/types sys/uio sys/wait grp`
  .trim()
  .split(/\s+/)
  .map((name) => `#include <${name}.h>\n`)
  .join("");

/** Instead of an int, in glibc alone. */
const takesEnumeration = /^(?:[gs]etrlimit(?:64)?|prlimit|[gs]etpriority)$/;

const compiler = spawnSync("cc", ["-dumpmachine"], { encoding: "utf8" }).stdout?.trim() ?? "";
const isLinux = /^x86_64-.*linux/.test(compiler);

const complaints = (text: string): string[] =>
  spawnSync("cc", ["-std=gnu17", "-D_GNU_SOURCE", "-fsyntax-only", "-fmax-errors=0", "-xc", "-"], {
    input: `${headers}${text}`,
    encoding: "utf8",
  }).stderr.split("\n");

describe.skipIf(!isLinux)("beside the headers of this machine (needs cc for x86_64 Linux)", () => {
  test("no prototype conflicts with theirs", () => {
    const certain = prototypes.replace(/^.*(?:__depends|\(\)).*$/gm, "");
    const types = "typedef int errno_t, iov_t, paddr_t, sync_t;\n";
    const conflicts = complaints(types + certain).flatMap(
      (line) => /conflicting types for .([^'’]*)/.exec(line)?.[1] ?? [],
    );
    expect(conflicts.filter((name) => !takesEnumeration.test(name))).toEqual([]);
  });

  test("no size differs from theirs", () => {
    const layout = layoutFor("LP64", platforms.linux.predefines);
    const known = namesIn(headersOf(platforms.linux).types).flatMap((name) => {
      const type = onLinux.typeNamed(name)?.type;
      const size = type && sizeOf(type, layout);
      return size === undefined ? [] : [{ name, size }];
    });
    expect(known.length).toBeGreaterThan(60);
    const assertions = known.map(
      ({ name, size }) => `_Static_assert(sizeof(${name}) == ${size}, "${name}");`,
    );
    const denied = complaints(assertions.join("\n")).flatMap(
      (line) => /static assertion failed: "(\w+)"/.exec(line)?.[1] ?? [],
    );
    expect(denied).toEqual([]);
  });
});
