/**
 * GNU, Microsoft and C23 spellings that the grammar does not know, rewritten in place to C that it does know. Every
 * rewriting keeps the length, and what is kept stays where it was; attributes are blanked, and remembered with their places.
 */

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
  ["_Atomic", (text, _word, open, close) => ({ end: close + 1, text: `${text.slice(open + 1, close)} ` })],
  ["va_arg", variadicArgument],
  ["__builtin_va_arg", variadicArgument],
  ["typeof", typeName],
  ["__typeof", typeName],
  ["__typeof__", typeName],
  ["typeof_unqual", typeName],
  ["offsetof", memberOffset],
  ["__builtin_offsetof", memberOffset],
]);

const wordsToFind = [...words.keys(), ...bareAttributes, ...forms.keys()];
const worthReading = new RegExp(`\\[\\[|goto\\s*\\*|\\.\\.\\.|\\b(?:${wordsToFind.join("|")})\\b`);
const nextThing = new RegExp(`["'/]|\\[\\[|\\b(?:case|goto|${wordsToFind.join("|")})\\b`, "g");
const quotedOrComment = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/y;
const caseWithRange = /case\b[^:;{}?]{0,200}?(?=\.\.\.)/y;
const gotoByPointer = /goto\s*\*[^;{}]{0,200}(?=;)/y;
/** Nobody writes a longer attribute; without a bound, unclosed ones would cost the square of their number. */
const longestForm = 4000;

/** The text without its dialect. */
export function plainText(text: string): PlainText {
  if (!worthReading.test(text)) return { text, attributes: [] };
  const attributes: Attribute[] = [];
  let result = "";
  let done = 0;
  nextThing.lastIndex = 0;
  for (let match = nextThing.exec(text); match; match = nextThing.exec(text)) {
    const rewriting = rewriteAt(text, match.index, match[0]);
    if (rewriting.text !== undefined) {
      result += text.slice(done, match.index) + rewriting.text.padStart(rewriting.end - match.index);
      done = rewriting.end;
    }
    attributes.push(...(rewriting.attributes ?? []));
    nextThing.lastIndex = rewriting.end;
  }
  return { text: result + text.slice(done), attributes };
}

function rewriteAt(text: string, at: number, found: string): Rewriting {
  const end = at + found.length;
  if (found === "[[") return standardAttributes(text, at);
  if (found === "case") return caseRange(text, at);
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
  return found === "_Atomic" ? { end, text: "" } : { end };
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

/** `goto *p` becomes a goto to a label; the original text tells the two apart. */
function computedGoto(text: string, at: number): Rewriting {
  const end = endOf(gotoByPointer, text, at);
  return end === undefined
    ? { end: at + "goto".length }
    : { end, text: `goto ${"_".padStart(end - at - "goto ".length)}` };
}

function attributeList(text: string, word: number, open: number, close: number): Rewriting {
  return { end: close + 1, text: "", attributes: readAttributes(text, word, open + 1, close) };
}

function alignment(text: string, word: number, open: number, close: number): Rewriting {
  const argument = text.slice(open + 1, close);
  return { end: close + 1, text: "", attributes: [{ start: word, name: "aligned", argument }] };
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
  const comma = text.indexOf(",", open);
  if (comma < 0 || comma > close) return { end: open };
  const name = text
    .slice(comma + 1, close)
    .trim()
    .replace(/\W/g, "_");
  const start = "offsetof".padStart(open - word) + text.slice(open, comma + 1);
  return { end: close + 1, text: `${start}${name.padStart(close - comma - 1)})` };
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
