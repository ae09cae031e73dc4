/** compile_commands.json as data: both forms of a command, every option that we hear, and whatever else stands there. */
import { describe, expect, test } from "vitest";
import { parseCompileCommands, shellWords } from "../../server/src/host/compile-commands";

const one = (row: object) =>
  parseCompileCommands(JSON.stringify([{ directory: "build", file: "../src/a.c", ...row }]), "/p").commandFor(
    "/p/src/a.c",
  );

const withCommand = (command: string) => one({ command });

describe("words", () => {
  test.each([
    ["a  b\tc", ["a", "b", "c"]],
    ["'a b' \"c d\" e\\ f", ["a b", "c d", "e f"]],
    ['-DN=\\"x\\" "-DM=\\"y z\\"" -D\'Q="q"\'', ['-DN="x"', '-DM="y z"', '-DQ="q"']],
    ["\"a\\$b\\n\" '\\'", ["a$b\\n", "\\"]],
    ["'' \"\" x", ["", "", "x"]],
    ['$(rm -rf /) `id` "open', ["$(rm", "-rf", "/)", "`id`", "open"]],
    ["  ", []],
  ])("%s", (text, words) => expect(shellWords(text)).toEqual(words));
});

describe("options", () => {
  test("joined and apart, in the order of the search, from the directory of the entry", () => {
    const command = withCommand(
      "cc -isystem /opt/sys -I inc -I../include -iquote q -idirafter late -I/abs -c -o -Iout ../src/a.c -MF -DNOT",
    );
    expect(command?.includeDirs).toEqual([
      "/p/build/q",
      "/p/build/inc",
      "/p/include",
      "/abs",
      "/opt/sys",
      "/p/build/late",
    ]);
    expect(command?.defines).toEqual({});
  });

  test.each([
    ["-std=c11", { __STRICT_ANSI__: "1" }],
    ["-std=gnu11 -ansi", { __STRICT_ANSI__: "1" }],
    ["-std=c11 -std=gnu11", {}],
    ["-fsanitize=undefined,address", { __SANITIZE_ADDRESS__: "1" }],
    ["-fsanitize=thread -fno-sanitize=thread", {}],
    ["-fsanitize=leak -fsanitize-recover=address", {}],
  ])("what %s makes the compiler define", (words, defines) =>
    expect(withCommand(`cc ${words} ../src/a.c`)?.defines).toEqual(defines),
  );

  test("-D and -U, the last counts", () => {
    const command = withCommand("cc -DA -D B=2 -DC= -D'F(x)=x+1' -UD -DE -UE -UG -DG=1 -D9=bad '-D='");
    expect(command?.defines).toEqual({ A: "1", B: "2", C: "", "F(x)": "x+1", G: "1" });
    expect(command?.undefines).toEqual(["D", "E"]);
  });

  test("-include and -imacros are no -I", () => {
    expect(withCommand("cc -include config.h -imacros /p/m.h -I i")).toMatchObject({
      forcedIncludes: ["/p/build/config.h", "/p/m.h"],
      includeDirs: ["/p/build/i"],
    });
  });

  test.each([
    ["cc -c a.c", undefined],
    ["/usr/bin/gcc-12 a.c", undefined],
    ["clang --target=aarch64-unknown-nto-qnx7.1.0 a.c", "aarch64-unknown-nto-qnx7.1.0"],
    ["clang -target x86_64-apple-darwin a.c", "x86_64-apple-darwin"],
    ["/opt/qnx/bin/x86_64-pc-nto-qnx7.1.0-gcc-8.3.0 a.c", "x86_64-pc-nto-qnx7.1.0"],
    ["aarch64-linux-android30-clang a.c", "aarch64-linux-android30"],
    ["qcc -Vgcc_ntoaarch64le a.c", "gcc_ntoaarch64le"],
  ])("the target of %s", (command, target) => {
    expect(withCommand(command)?.target).toBe(target);
  });

  test("arguments as a list are not split again", () => {
    expect(one({ arguments: ["cc", "-DA=x y", "-I", "with space"] })).toMatchObject({
      defines: { A: "x y" },
      includeDirs: ["/p/build/with space"],
    });
  });
});

describe("what is no list of commands", () => {
  test.each([
    ["", "not JSON"],
    ["[{", "not JSON"],
    ["{}", "not a list of commands"],
    ["[1, null, {}, []]", "4 of 4 entries are not understood"],
    ['[{"directory": "/p", "file": "a.c", "arguments": [1]}]', "1 of 1 entries are not understood"],
    ["[]", undefined],
  ])("%s", (text, problem) => {
    expect(parseCompileCommands(text, "/").problem).toBe(problem);
    expect(parseCompileCommands(text, "/").commandFor("/p/a.c")).toBeUndefined();
  });

  test("what is understood counts, the first of a file", () => {
    const rows = [
      7,
      { directory: "/p", file: "a.c", command: "cc -DA" },
      { directory: "/p", file: "/p/a.c", command: "cc -DB" },
    ];
    const commands = parseCompileCommands(JSON.stringify(rows), "/q");
    expect(commands.problem).toBe("1 of 3 entries are not understood");
    expect(commands.commandFor("/p/a.c")?.defines).toEqual({ A: "1" });
  });

  test("names that JavaScript gives a meaning to are names", () => {
    const command = withCommand("cc -D__proto__=1 -Dconstructor=2");
    expect(Object.entries(command?.defines ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });
});
