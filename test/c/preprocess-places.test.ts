/** Every token of an expansion leads to what somebody wrote: the same text, or the use of a macro with its definition. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import { lineTokens } from "../../server/src/c/preprocess/lexer";
import type { Expanded } from "../../server/src/c/source";
import { generateProgram } from "../preprocess/generate";
import { randomOf } from "../support/random";

const folder = new URL("../preprocess/fixtures/", import.meta.url);
const lowered = new URL("./lower/", import.meta.url);

function expand(file: string, text: string): Expanded {
  const read = (path: string) => {
    const name = /^\/p\/include\/(\w+\.h)$/.exec(path)?.[1];
    return name === undefined || !readdirSync(new URL("include/", folder)).includes(name)
      ? ("absent" as const)
      : { text: readFileSync(new URL(`include/${name}`, folder), "utf8") };
  };
  return preprocess({
    file,
    text,
    read,
    includeDirs: ["/p/include"],
    predefines: {},
    constants: {},
    interesting: /\bmlock\b/,
  });
}

interface Token {
  readonly text: string;
  readonly start: number;
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const line of text.split("\n")) {
    let at = from;
    for (const token of lineTokens(line, 0)) {
      at = text.indexOf(token.text, at);
      found.push({ text: token.text, start: at });
      at += token.text.length;
    }
    from += line.length + 1;
  }
  return found;
}

const digraphs = new Map([
  ["<:", "["],
  [":>", "]"],
  ["<%", "{"],
  ["%>", "}"],
]);

/** What is wrong with the place of a token; undefined if nothing is. */
function faultOf({ map, files }: Expanded, { text, start }: Token): string | undefined {
  const { file, span, macro, verbatim } = map.toSource({ start, end: start + text.length });
  const written = files.get(file)?.slice(span.start, span.end);
  if (written === undefined) return `${text}: no file ${file}`;
  if (macro === undefined) {
    const joined = written.replace(/\\[ \t]*\r?\n/g, "");
    const isSame = joined === text || digraphs.get(joined) === text;
    return isSame && (!verbatim || written === text) ? undefined : `${text}: ${written} is written there`;
  }
  const defined = files.get(macro.file)?.slice(macro.span.start, macro.span.end);
  if (!written.startsWith(macro.name)) return `${text}: ${written} is no use of ${macro.name}`;
  return macro.file === "" || defined === macro.name
    ? undefined
    : `${text}: ${macro.name} is not defined there`;
}

const faultsOf = (file: string, text: string) => {
  const expanded = expand(file, text);
  return tokensOf(expanded.text).flatMap((token) => faultOf(expanded, token) ?? []);
};

describe("places of tokens", () => {
  it.each([folder, lowered])("in our own files", (from) => {
    for (const name of readdirSync(from).filter((each) => each.endsWith(".c"))) {
      expect({ name, faults: faultsOf(`/p/${name}`, readFileSync(new URL(name, from), "utf8")) }).toEqual({
        name,
        faults: [],
      });
    }
  });
  it("in random programs", () => {
    const random = randomOf(7);
    let fromMacros = 0;
    for (let count = 0; count < 600; count++) {
      const program = `int before;\n${generateProgram(random, "m")}int after;\n`;
      expect({ program, faults: faultsOf("/p/random.c", program) }).toEqual({ program, faults: [] });
      const { text, map } = expand("/p/random.c", program);
      fromMacros += tokensOf(text).filter(
        ({ start }) => map.toSource({ start, end: start + 1 }).macro,
      ).length;
    }
    expect(fromMacros).toBeGreaterThan(5000);
  });
});
