/** Random programs of macros and conditions, for which two preprocessors must agree. */
import type { Random } from "../support/random";

/** One program: the same for the same numbers. `prefix` keeps its macros apart from those of others in one file. */
export function generateProgram(random: Random, prefix: string): string {
  return random.percent(70) ? macroProgram(random, prefix) : conditionProgram(random, prefix);
}

const macroCount = 4;

interface Writing {
  readonly random: Random;
  readonly names: readonly string[];
  /** Names of function-like macros; the others are object-like. */
  readonly functions: ReadonlySet<string>;
  /** All functions of a program take the same arguments, so that whatever calls whatever is well-formed. */
  readonly isVariadic: boolean;
}

function macroProgram(random: Random, prefix: string): string {
  const names = Array.from({ length: macroCount }, (_, index) => `${prefix}${"abcdefg"[index]}`);
  const functions = new Set(names.filter(() => random.percent(60)));
  const writing = { random, names, functions, isVariadic: random.percent(40) };
  const lines: string[] = [];
  for (const name of names) {
    if (random.percent(10)) continue;
    const isFunction = functions.has(name);
    const head = isFunction ? `${name}(${parameters(writing)})` : name;
    lines.push(`#define ${head} ${body(writing, isFunction)}`);
  }
  const uses = Array.from({ length: 1 + random.below(3) }, () => use(writing, 0));
  return `${lines.join("\n")}\n${uses.join(random.percent(50) ? "\n" : " ")} ;\n`;
}

const parameters = ({ isVariadic }: Writing) => (isVariadic ? "x, ..." : "x, y");

function body(writing: Writing, isFunction: boolean): string {
  const { random } = writing;
  const pieces: string[] = [];
  for (let count = random.below(5); count > 0; count--) {
    const piece = isFunction && random.percent(60) ? parameterPiece(writing) : token(writing);
    pieces.push(piece);
    if (count > 1 && random.percent(20) && !piece.includes("__VA_"))
      pieces.push(random.one([" ## ", "##", " ##"]));
    else pieces.push(random.one(["", " ", " ", "  ", " /* c */ ", " \\\n "]));
  }
  return pieces.join("");
}

function parameterPiece(writing: Writing): string {
  const { random, isVariadic } = writing;
  const second = isVariadic ? "__VA_ARGS__" : "y";
  if (isVariadic && random.percent(20)) {
    return random.one(["__VA_OPT__(,) __VA_ARGS__", " __VA_OPT__( x z ) ", "__VA_OPT__(x ## q)"]);
  }
  const called = functionOf(writing);
  if (called !== undefined && random.percent(30)) return ` ${called}(x, ${second})`;
  return random.one([
    " x ",
    " x",
    `${second} `,
    ` ${second}`,
    " #x ",
    `# ${second} `,
    "(x)",
    " p ## x",
    `x ## ${second}`,
  ]);
}

const functionOf = ({ random, functions }: Writing): string | undefined => {
  const [first, ...rest] = functions;
  return first === undefined ? undefined : random.one([first, ...rest]);
};

function token({ random, names }: Writing): string {
  const [first = "z", ...rest] = names;
  if (random.percent(45)) return ` ${random.one([first, ...rest])} `;
  return random.one([
    " z ",
    "1",
    "+",
    "-",
    ".",
    "2",
    "0x1p",
    "->",
    "<",
    "=",
    "&",
    '"s\\n"',
    " 'c'",
    " '\"'",
    "[",
    "%",
    " L",
  ]);
}

/** Text that a program's macros meet: uses, arguments with all the white space there is, strings, and other tokens. */
function use(writing: Writing, depth: number): string {
  const { random, functions } = writing;
  const [first = "z", ...rest] = writing.names;
  const name = random.one([first, ...rest]);
  if (depth > 3 || random.percent(25))
    return ` ${random.one([name, "z", "q1", "+ +", '"t"', "- 1", "()", ""])}`;
  if (!functions.has(name)) return `${name} ${use(writing, depth + 1)}`;
  const given = writing.isVariadic ? 1 + random.below(3) : 2;
  const list = Array.from({ length: given }, () => argument(writing, depth + 1));
  const open = random.one(["(", " (", "( ", "/**/(", "\n("]);
  return `${name}${open}${list.join(random.one([",", ", ", " , "]))}${random.one([")", " )", ") "])}${random.percent(20) ? use(writing, depth + 1) : ""}`;
}

function argument(writing: Writing, depth: number): string {
  const { random } = writing;
  if (random.percent(15)) return "";
  if (random.percent(15)) return `(${use(writing, depth)}, ${use(writing, depth)})`;
  return `${use(writing, depth)}${random.one(["", " ", "\n", "/* c */", " z", "+", " 1"])}`;
}

function conditionProgram(random: Random, prefix: string): string {
  const macro = `${prefix}k`;
  const directive = () =>
    random.percent(15)
      ? random.one([`ifdef ${macro}`, `ifndef ${prefix}no`, `ifdef ${prefix}no`])
      : `if ${expression(random, macro, 0)}`;
  const lines = [`#define ${macro} ${expression(random, "q", 3)}`];
  for (let count = 1 + random.below(4); count > 0; count--) {
    lines.push(`#${directive()}`, "yes");
    if (random.percent(50)) lines.push(`#el${directive()}`, "other");
    lines.push("#else", "no", "#endif");
  }
  return `${lines.join("\n")}\n`;
}

function expression(random: Random, name: string, depth: number): string {
  const inner = () => expression(random, name, depth + 1);
  if (depth > 3 || random.percent(20)) {
    return random.one([
      name,
      `defined ${name}`,
      `defined(${name}q)`,
      "0",
      "1",
      "2u",
      "0x7fffffffffffffff",
      "0xffffffffffffffff",
      "017",
      "'a'",
      "'\\377'",
      "63",
      `${random.below(100)}`,
      "9223372036854775807LL",
      "q",
    ]);
  }
  if (random.percent(15)) return `${random.one(["!", "~", "-", "+", "- -"])}${inner()}`;
  if (random.percent(15)) return `(${inner()})`;
  if (random.percent(12)) return `${inner()} ? ${inner()} : ${inner()}`;
  const operator = random.one([
    "+",
    "-",
    "*",
    "/",
    "%",
    "<<",
    ">>",
    "<",
    ">",
    "<=",
    ">=",
    "==",
    "!=",
    "&",
    "|",
    "^",
    "&&",
    "||",
  ]);
  return `${inner()} ${operator} ${inner()}`;
}
