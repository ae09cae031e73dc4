/** The other side: a C compiler, which writes its answers as constants into an object file. Nothing is run or linked. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Target } from "./generate";
import { type Case, printCase, questionsOf } from "./model";

/** A number for each expression; for each bit-field its first bit and its width. */
export interface Answers {
  readonly values: readonly (bigint | undefined)[];
  readonly bitFields: readonly ({ readonly first: number; readonly width: number } | undefined)[];
}

export interface Compiler {
  readonly title: string;
  /** One answer a case; undefined for those that the compiler rejects. */
  ask(cases: readonly Case[], target: Target): readonly (Answers | undefined)[];
  /** Whether there is any answer for that target. */
  knows(target: Target): boolean;
  dispose(): void;
}

const flags = { "x86-64": "-m64", i386: "-m32" } as const;

/** The compiler, or why there is none. */
export function startCompiler(): Compiler | string {
  const asked = spawnSync("cc", ["--version"], { encoding: "utf8" });
  if (asked.error || asked.status !== 0) return "cc is not installed";
  if (spawnSync("objcopy", ["--version"]).status !== 0) return "objcopy is not installed";
  const folder = mkdtempSync(join(tmpdir(), "layout-"));
  return {
    title: asked.stdout.split("\n")[0] ?? "cc",
    ask: (cases, target) => askAll(folder, cases, target),
    knows: (target) => Array.isArray(askOnce(folder, [], target)),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Asks again without those that were complained about, until nobody complains. */
function askAll(folder: string, cases: readonly Case[], target: Target): readonly (Answers | undefined)[] {
  let asked = cases;
  for (;;) {
    const answers = askOnce(folder, asked, target);
    if (Array.isArray(answers)) {
      const found = new Map(asked.map((one, i) => [one, answers[i]]));
      return cases.map((one) => found.get(one));
    }
    asked = asked.filter((_, i) => !answers.rejected.has(i));
  }
}

/** Answers, or the indexes of those that the compiler complains about. */
function askOnce(
  folder: string,
  cases: readonly Case[],
  target: Target,
): Answers[] | { readonly rejected: ReadonlySet<number> } {
  const source = join(folder, "cases.c");
  const object = join(folder, "cases.o");
  writeFileSync(source, printProgram(cases));
  const options = ["-w", "-std=gnu17", flags[target.name], "-c", "-o", object, source];
  const { status, stderr } = spawnSync("cc", options, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) {
    const rejected = new Set(
      [...stderr.matchAll(/^case(\d+):.*\berror\b/gm)].map(([, index]) => Number(index)),
    );
    return { rejected: rejected.size > 0 ? rejected : new Set(cases.keys()) };
  }
  return readAnswers(cases, sectionOf(folder, object, ".table"), sectionOf(folder, object, ".witness"));
}

function sectionOf(folder: string, object: string, name: string): Buffer {
  const file = join(folder, "section.bin");
  const options = ["-O", "binary", "--only-section", name, "--set-section-flags", `${name}=alloc,contents`];
  const { status, stderr } = spawnSync("objcopy", [...options, object, file], { encoding: "utf8" });
  if (status !== 0) throw new Error(`objcopy: ${stderr}`);
  return readFileSync(file);
}

/** A table of numbers; and a structure with one witness for each bit-field, in which it alone is all ones. */
function printProgram(cases: readonly Case[]): string {
  const numbers: string[] = [];
  const members: string[] = [];
  const ones: string[] = [];
  const marked = (texts: string[], index: number) => texts.push(`\n#line 1 "case${index}"\n`);
  for (const [index, one] of cases.entries()) {
    const { expressions, bitFields } = questionsOf(one);
    for (const texts of [numbers, members, ones]) marked(texts, index);
    numbers.push(...expressions.map((text) => `${text},`));
    for (const { type, path } of bitFields) {
      const witness = `w${members.length}`;
      numbers.push(`__builtin_offsetof(struct witnesses, ${witness}),`, `sizeof(${type}),`);
      members.push(`${type} ${witness};`);
      ones.push(`.${witness}.${path} = -1,`);
    }
  }
  return [
    ...cases.map((one, index) => `#line 1 "case${index}"\n${printCase(one)}`),
    `struct witnesses { int first; ${members.join("\n")} };`,
    `struct witnesses witnesses __attribute__((section(".witness"))) = { .first = 1, ${ones.join("\n")} };`,
    `const unsigned long long table[] __attribute__((section(".table"))) = { 0,`,
    ...numbers,
    "};\n",
  ].join("\n");
}

function readAnswers(cases: readonly Case[], table: Buffer, witnesses: Buffer): Answers[] {
  let next = 1;
  const number = () => table.readBigUInt64LE(8 * next++);
  return cases.map((one) => {
    const { expressions, bitFields } = questionsOf(one);
    const values = expressions.map(number);
    const found = bitFields.map(() => {
      const from = Number(number());
      return onesIn(witnesses.subarray(from, from + Number(number())));
    });
    return { values, bitFields: found };
  });
}

/** The first bit that is set, counted from the lowest of the first byte, and how many there are. */
function onesIn(bytes: Buffer): { first: number; width: number } {
  let first = -1;
  let width = 0;
  for (const [index, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit++) {
      if (((byte >> bit) & 1) === 0) continue;
      if (first < 0) first = 8 * index + bit;
      width++;
    }
  }
  return { first, width };
}
