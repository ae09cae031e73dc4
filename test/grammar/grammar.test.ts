/** What our grammars mark inside C and C++, with the engine that VS Code colours text with and the grammars that it has. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { INITIAL, type IRawGrammar, Registry } from "vscode-textmate";

const root = dirname(dirname(__dirname));
const require = createRequire(__filename);
const read = (path: string): IRawGrammar => JSON.parse(readFileSync(path, "utf8"));
const { contributes } = read(join(root, "package.json")) as unknown as {
  contributes: { grammars: { scopeName: string; path: string; injectTo: string[] }[] };
};
const files = new Map([
  ...["c", "cpp", "cpp-macro"].map((name): [string, string] => {
    const path = require.resolve(`tm-grammars/grammars/${name}.json`);
    return [read(path).scopeName, path];
  }),
  ...contributes.grammars.map(({ scopeName, path }): [string, string] => [scopeName, join(root, path)]),
]);

let registry: Registry;
beforeAll(async () => {
  await loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const path = files.get(scope);
      return path === undefined ? null : read(path);
    },
    getInjections: (scope) =>
      contributes.grammars
        .filter(({ injectTo }) => injectTo.includes(scope))
        .map(({ scopeName }) => scopeName),
  });
});

/** Each piece that has a scope of ours: "piece scope", without what all of our scopes end with. */
async function marked(language: string, text: string): Promise<string[]> {
  const grammar = await registry.loadGrammar(`source.${language}`);
  let state = INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar?.tokenizeLine(line, state) ?? { tokens: [], ruleStack: INITIAL };
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const own = scopes.findLast((scope) => scope.endsWith(".mlock-lint"));
      return own ? [`${line.slice(startIndex, endIndex)} ${own.replace(".mlock-lint", "")}`] : [];
    });
  });
}

const call = "support.function.memory-lock";
const flag = "support.constant.memory-lock";
const inside = (line: string) => `int f(void)\n{\n    ${line}\n}\n`;

describe.each(["c", "cpp"])("%s", (language) => {
  test.each([
    ["a call", inside("mlock(p, n);"), [`mlock ${call}`]],
    [
      "a call with its flags",
      inside("return mlockall (MCL_CURRENT | MCL_FUTURE);"),
      [`mlockall ${call}`, `MCL_CURRENT ${flag}`, `MCL_FUTURE ${flag}`],
    ],
    ["a call in a condition", inside("if (munlock(p, n) == -1)\n        return 1;"), [`munlock ${call}`]],
    [
      "other systems' calls and flags",
      inside("ThreadCtl(_NTO_TCTL_IO, 0), memcntl(p, n, MC_LOCK, 0, 0, 0);"),
      [`ThreadCtl ${call}`, `memcntl ${call}`, `MC_LOCK ${flag}`],
    ],
    [
      "a flag of a mapping",
      "void *p = mmap(0, n, PROT_READ, MAP_PRIVATE | MAP_LAZY, -1, 0);",
      [`MAP_LAZY ${flag}`],
    ],
    ["a macro", "#define LOCK(p, n) mlock(p, n)", [`mlock ${call}`]],
  ])("%s is marked", async (_, text, expected) => {
    expect(await marked(language, text)).toEqual(expected);
  });

  test.each([
    ["names in strings", 'char *s = "mlock(p, MCL_FUTURE)";'],
    ["names in comments", "// mlock(p, n) with MCL_FUTURE\n/* munlock(p, n) */"],
    ["a name that is not called", inside("int (*lock)(const void *, size_t) = mlock;")],
    ["members", inside("ops->mlock(p, n);\n    ops.munlock(p, n);")],
    ["parts of names", inside("xmlock(p); mlock_it(p); return MY_MCL_FUTURE;")],
    ["our words in strings", 'char *s = "// mlock-lint: ignore[bad-flags]";'],
  ])("%s are not", async (_, text) => {
    expect(await marked(language, text)).toEqual([]);
  });

  const mark = "mlock-lint: keyword.control.directive";
  const rules = (...names: string[]) => names.map((name) => `${name} entity.name.tag.rule`);
  const begin = "[ punctuation.section.brackets.begin";
  const end = "] punctuation.section.brackets.end";

  test.each([
    [
      "f(); // mlock-lint: ignore[bad-flags, bad-length] why",
      [mark, "ignore keyword.other.verb", begin, ...rules("bad-flags", "bad-length"), end],
    ],
    [
      "/* mlock-lint: disable[stale-errno] why */",
      [mark, "disable keyword.other.verb", begin, ...rules("stale-errno"), end],
    ],
    ["/*\n * mlock-lint: ignore-file why\n */", [mark, "ignore-file keyword.other.verb"]],
    ["// mlock-lint: enable", [mark, "enable keyword.other.verb"]],
    ["// mlock-lint: ignored", []],
  ])("%s", async (text, expected) => {
    expect(await marked(language, text)).toEqual(expected);
  });
});
