/**
 * GNU, Microsoft and C23 spellings that the grammar does not know, rewritten in place to C that it does know. Every
 * rewriting keeps the length, and what is kept stays where it was; attributes are blanked, and remembered with their places.
 */

import { effort, finished, type Slices } from "../../text/slices";

/** Something said of a declaration by an attribute, _Alignas, _Noreturn or __declspec. */
export interface Attribute {
  readonly start: number;
  /** Without underscores around it: `aligned`, `packed`, `noreturn`... */
  readonly name: string;
  /** The text in its parentheses; empty where it has none. */
  readonly argument: string;
}

export interface PlainText {
  /** As long as the original, without its dialect. */
  readonly text: string;
  /** In the order of their places. */
  readonly attributes: readonly Attribute[];
}

/** What the text from `start` to `end` becomes, and the attributes that it said. */
interface Rewriting {
  readonly end: number;
  readonly text?: string;
  readonly attributes?: readonly Attribute[];
}

/** Words replaced by a word of standard C, or by nothing. */
const words = new Map([
  ["__extension__", ""],
  ["__restrict", ""],
  ["__restrict__", ""],
  ["__const", "const"],
  ["__const__", "const"],
  ["__volatile", "volatile"],
  ["__signed", "signed"],
  ["__signed__", "signed"],
  ["_Thread_local", "thread_local"],
]);

/** Words replaced by nothing, which say an attribute of the type beside them. */
const typeWords = new Map([
  ["_Atomic", "Atomic"],
  ["_Complex", "Complex"],
  ["__complex", "Complex"],
  ["__complex__", "Complex"],
]);

/** Words that say an attribute by themselves. */
const bareAttributes = new Set(["_Noreturn", "noreturn"]);

type ParenthesisRewrite = (text: string, word: number, open: number, close: number) => Rewriting;

/** Words with parentheses: what they and their parentheses become. */
const forms = new Map<string, ParenthesisRewrite>([
  ["__attribute__", attributeList],
  ["__attribute", attributeList],
  ["__declspec", attributeList],
  ["_Alignas", alignment],
  ["alignas", alignment],
  ["_Static_assert", (_text, _word, _open, close) => ({ end: close + 1, text: "" })],
  ["static_assert", (_text, _word, _open, close) => ({ end: close + 1, text: "" })],
  ["_Atomic", atomicType],
  ["_BitInt", bitInt],
  ["va_arg", variadicArgument],
  ["__builtin_va_arg", variadicArgument],
  ["typeof", typeName],
  ["__typeof", typeName],
  ["__typeof__", typeName],
  ["typeof_unqual", typeName],
  ["asm", assemblerName],
  ["__asm__", assemblerName],
  ["__asm", assemblerName],
  ["offsetof", memberOffset],
  ["__builtin_offsetof", memberOffset],
]);

const wordsToFind = [...words.keys(), ...typeWords.keys(), ...bareAttributes, ...forms.keys()];
/** `(a) &&`, `(a[1]) &&`: an operand, which the grammar would take for a cast of a label's address. */
const operandBeforeAnd =
  "(?<![\\w)\\]]\\s*)\\(\\s*[A-Za-z_]\\w*\\s*(?:\\[(?:[^[\\]()]|\\([^()]*\\)|\\[[^[\\]]*\\]){0,120}\\]\\s*)*\\)(?=\\s*&&)";
const worthReading = new RegExp(
  `${operandBeforeAnd}|\\[\\[|\\benum\\b[^;{}()]{0,200}:|# *pragma +pack|goto\\s*\\*|\\bauto\\b|\\.\\.\\.|\\b(?:${wordsToFind.join("|")})\\b`,
);
const nextThing = new RegExp(
  `${operandBeforeAnd}|["'/#]|\\[\\[|\\b(?:case|goto|enum|auto|${wordsToFind.join("|")})\\b`,
  "g",
);
const quotedOrComment = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/y;
const enumWithType =
  /enum\b\s*(?:[A-Za-z_]\w*\s*)?:\s*[A-Za-z_][\w\s]*(?=\{)|enum\s+[A-Za-z_]\w*\s*:\s*(?:unsigned|signed|char|short|int|long|bool|_Bool)\b[\w\s]*(?=;)/y;
const pragmaPack = /# *pragma +pack *\([^()\n]*\)/y;
const caseWithRange = /case\b[^:;{}?]{0,200}?(?=\.\.\.)/y;
const deducedType = /auto\s+(?=[A-Za-z_]\w*\s*=)/y;
const gotoByPointer = /goto\s*\*/y;
/** Nobody writes a longer attribute; without a bound, unclosed ones would cost the square of their number. */
const longestForm = 4000;

/** Characters between two chances to give up. */
const charactersPerSlice = 50_000;

/** The text without its dialect. */
export const plainText = (text: string): PlainText => finished(plainTextInSlices(text));

export function* plainTextInSlices(text: string): Slices<PlainText> {
  if (!worthReading.test(text)) return { text, attributes: [] };
  const attributes: Attribute[] = [];
  let result = "";
  let done = 0;
  let at = 0;
  const work = effort(charactersPerSlice);
  for (;;) {
    nextThing.lastIndex = at;
    const match = nextThing.exec(text);
    if (!match) break;
    const rewriting = rewriteAt(text, match.index, match[0]);
    // For nothing, its end may have been looked for until there was no hope.
    const isForm = forms.has(match[0]) && rewriting.text === undefined;
    work.spend(rewriting.end - at + (isForm ? longestForm : 0));
    if (work.isEnough()) yield;
    if (rewriting.text !== undefined) {
      result += text.slice(done, match.index) + rewriting.text.padStart(rewriting.end - match.index);
      done = rewriting.end;
    }
    attributes.push(...(rewriting.attributes ?? []));
    at = rewriting.end;
  }
  return { text: result + text.slice(done), attributes };
}

function rewriteAt(text: string, at: number, found: string): Rewriting {
  const end = at + found.length;
  if (found === "[[") return standardAttributes(text, at);
  if (found.startsWith("(")) return { end, text: found.replace(/[()]/g, " ") };
  if (found === "#") return packPragma(text, at);
  if (found === "enum") return underlyingType(text, at);
  if (found === "case") return caseRange(text, at);
  if (found === "auto") return { end, ...(endOf(deducedType, text, at) && { text: "char" }) };
  if (found === "goto") return computedGoto(text, at);
  if (!/\w/.test(found)) return { end: endOf(quotedOrComment, text, at) ?? end };
  if (bareAttributes.has(found))
    return { end, text: "", attributes: [{ start: at, name: "noreturn", argument: "" }] };
  const word = words.get(found);
  if (word !== undefined) return { end, text: word };
  const form = forms.get(found);
  const open = end + (/^\s*/.exec(text.slice(end, end + 100))?.[0].length ?? 0);
  if (form && text[open] === "(") {
    const close = closingParenthesis(text, open);
    if (close !== undefined) return form(text, at, open, close);
  }
  const said = typeWords.get(found);
  return said === undefined ? { end } : { end, text: "", attributes: [attribute(at, said)] };
}

const attribute = (start: number, name: string, argument = ""): Attribute => ({ start, name, argument });

/** `_Atomic(T)` becomes `T`. */
function atomicType(text: string, word: number, open: number, close: number): Rewriting {
  const type = `${text.slice(open + 1, close)} `;
  return { end: close + 1, text: type, attributes: [attribute(word, "Atomic")] };
}

/** `_BitInt(7)` becomes `int`. */
function bitInt(text: string, word: number, open: number, close: number): Rewriting {
  const width = text.slice(open + 1, close);
  return { end: close + 1, text: "int", attributes: [attribute(word, "BitInt", width)] };
}

/** `enum e : unsigned char {` without its type; a bit-field's width is a number, or behind it is no brace. */
function underlyingType(text: string, at: number): Rewriting {
  const end = endOf(enumWithType, text, at);
  if (end === undefined) return { end: at + "enum".length };
  const colon = text.indexOf(":", at);
  const said = attribute(at, "underlying", text.slice(colon + 1, end).trim());
  return { end, text: text.slice(at, colon).padEnd(end - at), attributes: [said] };
}

/** `#pragma pack(1)` is an attribute of all that follows. */
function packPragma(text: string, at: number): Rewriting {
  const end = endOf(pragmaPack, text, at);
  if (end === undefined) return { end: at + 1 };
  const said = attribute(at, "pack", text.slice(text.indexOf("(", at) + 1, end - 1));
  return { end, text: "", attributes: [said] };
}

/** `[[noreturn]]`. */
function standardAttributes(text: string, at: number): Rewriting {
  const close = at + text.slice(at, at + longestForm).indexOf("]]");
  if (close < at) return { end: at + 2 };
  return { end: close + 2, text: "", attributes: readAttributes(text, at, at + 2, close) };
}

/** `case 1 ... 4` becomes `case 1  || 4`; the original text tells the two apart. */
function caseRange(text: string, at: number): Rewriting {
  const dots = endOf(caseWithRange, text, at);
  return dots === undefined
    ? { end: at + "case".length }
    : { end: dots + 3, text: `${text.slice(at, dots)} ||` };
}

/** `goto *p` becomes `_ = *p`; the original text tells the two apart. */
function computedGoto(text: string, at: number): Rewriting {
  const end = at + "goto".length;
  return endOf(gotoByPointer, text, at) === undefined ? { end } : { end, text: "_ = " };
}

function attributeList(text: string, word: number, open: number, close: number): Rewriting {
  return { end: close + 1, text: "", attributes: readAttributes(text, word, open + 1, close) };
}

function alignment(text: string, word: number, open: number, close: number): Rewriting {
  const argument = text.slice(open + 1, close);
  return { end: close + 1, text: "", attributes: [{ start: word, name: "aligned", argument }] };
}

/** `register int a asm("r0") = 1`: the grammar knows such a name only where no value follows. */
function assemblerName(text: string, _word: number, open: number, close: number): Rewriting {
  const isName =
    /^\s*"[^"]*"\s*$/.test(text.slice(open + 1, close)) && /^\s*=/.test(text.slice(close + 1, close + 40));
  return isName ? { end: close + 1, text: "" } : { end: open };
}

/** `typeof(x)` becomes a type's name; the original text has the operand. */
function typeName(_text: string, word: number, _open: number, close: number): Rewriting {
  return { end: close + 1, text: "_".repeat(close + 1 - word) };
}

/** `va_arg(ap, T)` becomes `sizeof(T)`, so that the type stands where the grammar expects one. */
function variadicArgument(text: string, word: number, open: number, close: number): Rewriting {
  const comma = text.lastIndexOf(",", close);
  if (comma < open) return { end: open };
  const type = text.slice(comma + 1, close);
  const width = close + 1 - word;
  // The word itself begins the text: an expression's span says where it was written.
  return { end: close + 1, text: `sizeof(${type.padStart(width - "sizeof()".length)})` };
}

/** `offsetof(T, a.b[1])` gets one plain name as its member; the original text has the path. */
function memberOffset(text: string, word: number, open: number, close: number): Rewriting {
  const comma = topLevelComma(text, open, close);
  if (comma === undefined) return { end: open };
  const type = text.slice(open + 1, comma);
  const isDeduced = /^\s*(?:__)?typeof/.test(type);
  const name = text
    .slice(comma + 1, close)
    .trim()
    .replace(/\W/g, "_");
  const start = `${"offsetof".padStart(open - word)}(${isDeduced ? "_".repeat(type.length) : type},`;
  return { end: close + 1, text: `${start}${name.padStart(close - comma - 1)})` };
}

function topLevelComma(text: string, open: number, close: number): number | undefined {
  for (let i = open + 1; i < close; i++) {
    if (text[i] === ",") return i;
    if (text[i] === "(") i = closingParenthesis(text, i) ?? close;
  }
  return undefined;
}

/** Names and arguments in an attribute's parentheses: `(aligned(16), packed)`, `gnu::cold`. */
function readAttributes(text: string, start: number, from: number, to: number): Attribute[] {
  const result: Attribute[] = [];
  const name = /([A-Za-z_]\w*)\s*(::|\()?/g;
  name.lastIndex = from;
  for (let match = name.exec(text); match && match.index < to; match = name.exec(text)) {
    const [whole, word = "", mark] = match;
    if (mark === "::") continue;
    const open = match.index + whole.length - 1;
    const close = mark === "(" ? (closingParenthesis(text, open) ?? to) : open;
    const bare = word.replace(/^_+|_+$/g, "");
    const argument = mark === "(" ? text.slice(open + 1, close) : "";
    result.push({ start, name: bare === "align" ? "aligned" : bare, argument });
    if (mark === "(") name.lastIndex = close + 1;
  }
  return result;
}

function closingParenthesis(text: string, open: number): number | undefined {
  let depth = 0;
  const last = Math.min(text.length, open + longestForm);
  for (let i = open; i < last; i++) {
    const character = text[i];
    if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return i;
    else if (character === '"' || character === "'") i = (endOf(quotedOrComment, text, i) ?? i + 1) - 1;
  }
  return undefined;
}

function endOf(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
