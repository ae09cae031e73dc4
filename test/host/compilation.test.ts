/** Where headers come from: the nearest compile_commands.json, else the usual folders; never from outside. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Compilations, type Wishes } from "../../server/src/host/compilation";
import { confinedReader } from "../../server/src/host/disk";
import { folder } from "../support/cli";

const none: Wishes = { includeDirs: [], defines: {} };

function of(root: string, file: string, wishes = none, notes: string[] = []) {
  const compilations = new Compilations(root, (message) => notes.push(message));
  return compilations.of(join(root, file), wishes, confinedReader([root], "stay"));
}

const commands = (directory: string, file: string, command: string) =>
  JSON.stringify([{ directory, file, command }]);

describe("which compile_commands.json", () => {
  test("the nearest that names the file: its folder, then build beside it, then above", () => {
    const root = folder({ "src/lib/a.c": "", "src/b.c": "", "src/c.c": "" });
    const at = (place: string, ...rows: [file: string, define: string][]) => {
      const text = rows.map(([file, define]) => JSON.parse(commands(root, file, `cc -D${define}`))[0]);
      return { [place]: JSON.stringify(text) };
    };
    const other = folder({
      ...at("build/compile_commands.json", ["src/lib/a.c", "FAR"], ["src/b.c", "BUILD"], ["src/c.c", "C"]),
      ...at("compile_commands.json", ["src/b.c", "ROOT"]),
      ...at("src/lib/compile_commands.json", ["src/lib/a.c", "NEAR"]),
    });
    // The entries speak of `root`; what matters is where the files that hold them stand.
    const read = (path: string) => confinedReader([other], "stay")(path.replace(root, other));
    const compilations = new Compilations(root, () => {});
    const defines = ["src/lib/a.c", "src/b.c", "src/c.c", "src/none.c"].map(
      (file) => compilations.of(join(root, file), none, read).defines,
    );
    expect(defines).toEqual([{ NEAR: "1" }, { ROOT: "1" }, { C: "1" }, {}]);
  });

  test("not above the root, and not by a link that leads out of it", () => {
    const outside = folder({ "p/a.c": "", "db.json": "" });
    const root = join(outside, "p");
    const text = commands(root, "a.c", "cc -DX");
    const rich = folder({ "compile_commands.json": text, "p/a.c": "" });
    expect(of(join(rich, "p"), "a.c").defines).toEqual({});
    symlinkSync(join(rich, "compile_commands.json"), join(root, "compile_commands.json"));
    expect(of(root, "a.c").defines).toEqual({});
  });

  test("one that cannot be understood is told once, and nothing is lost", () => {
    const root = folder({ "compile_commands.json": "[", "include/i.h": "", "a.c": "", "b.c": "" });
    const notes: string[] = [];
    const compilations = new Compilations(root, (message) => notes.push(message));
    const read = confinedReader([root], "stay");
    for (const file of ["a.c", "b.c"]) {
      expect(compilations.of(join(root, file), none, read).includeDirs).toEqual([`${root}/include`, root]);
    }
    expect(notes).toEqual([`${root}/compile_commands.json: not JSON`]);
  });
});

describe("what is made of it", () => {
  test("its folders in place of the usual ones, as far as they exist inside the project", () => {
    const root = folder({ "inc/i.h": "", "include/x.h": "", "a.c": "", "b.c": "" });
    const write = (command: string) => {
      const text = commands(root, "a.c", command);
      return new Compilations(root, () => {}).of(join(root, "a.c"), none, () => ({ text })).includeDirs;
    };
    expect(write("cc -Iinc -Igone -I.. -isystem /usr/include")).toEqual([`${root}/inc`]);
    expect(write("cc -Igone -I/usr/include")).toEqual([`${root}/include`, root]);
  });

  test("what the user says counts more", () => {
    const root = folder({ "inc/i.h": "", "a.c": "" });
    const text = commands(root, "a.c", "cc -Iinc -DA=1 -DB=1 -UC -UD -include inc/i.h --target=x-nto-qnx7");
    const wishes = { includeDirs: ["/elsewhere"], defines: { A: "2", C: "3" } };
    expect(new Compilations(root, () => {}).of(join(root, "a.c"), wishes, () => ({ text }))).toEqual({
      includeDirs: ["/elsewhere", `${root}/inc`],
      defines: { A: "2", B: "1", C: "3" },
      undefines: ["D"],
      forcedIncludes: [`${root}/inc/i.h`],
      target: "x-nto-qnx7",
    });
  });

  test("a file of another spelling of the same path is found", () => {
    const root = folder({ "p/a.c": "" });
    symlinkSync(join(root, "p"), join(root, "link"));
    const text = commands(join(root, "p"), "a.c", "cc -DA");
    const compilations = new Compilations(root, () => {});
    expect(compilations.of(join(root, "link", "a.c"), none, () => ({ text })).defines).toEqual({ A: "1" });
  });
});
