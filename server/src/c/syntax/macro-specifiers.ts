/** Macros among the words that a declaration begins with: which of them are no type, no name and no keyword. */
import { keywordsOfSpecifiers, keywordsOfTypes, type Piece } from "./brackets";
import {
  argumentsEnd,
  begins,
  blank,
  type Found,
  filler,
  isName,
  longestRow,
  looksLikeMacro,
  type Pieces,
  type Rewriting,
} from "./macro-uses";

/** Words in a row: `static ALIGNED(16) const T name`. */
interface Run {
  readonly end: number;
  /** After the last word that is no use of a macro with arguments. */
  readonly tail: number;
  readonly hasType: boolean;
  /** Indices of names that are no tags. */
  readonly names: readonly number[];
  /** Uses with arguments: index of the name, and of the closing parenthesis. */
  readonly uses: readonly { readonly from: number; readonly to: number }[];
}

/** Blanks those words of a run that are neither its type nor the name that it declares. */
export function rewriteRun(pieces: Pieces, i: number): Found | undefined {
  const first = pieces[i];
  if (!first?.isWord || (isSpecifierOrName(pieces, i - 1) && !pieces[i - 1]?.endsStatement)) return undefined;
  // In an expression only `(MACRO T *)x`, `(T MACRO *)x` and `f(MACRO x)`.
  const isExpression = pieces[i - 1]?.text !== "*" && isInExpression(first);
  if (isExpression && !/^[(,]$/.test(pieces[i - 1]?.text ?? "")) return undefined;
  const run = readRun(pieces, i);
  if (!run) return undefined;
  if (run.end < i + 2 && run.uses.length === 0) return undefined;
  const rewritings = superfluous(pieces, i, run);
  return rewritings.length > 0 ? { rewritings, next: run.end } : undefined;
}

const isInExpression = ({ context, isValue }: Pick<Piece, "context" | "isValue">) =>
  isValue || context === "arguments" || context === "list";

const isSpecifierOrName = (pieces: Pieces, i: number) =>
  isName(pieces[i]) || keywordsOfSpecifiers.has(pieces[i]?.text ?? "");

function readRun(pieces: Pieces, start: number): Run | undefined {
  let hasType = false;
  const names: number[] = [];
  const uses: { from: number; to: number }[] = [];
  let tail = start;
  let i = start;
  for (; isSpecifierOrName(pieces, i); i++) {
    const word = pieces[i]?.text ?? "";
    if (keywordsOfTypes.has(word)) hasType = true;
    if (/^(?:struct|union|enum)$/.test(word) && isName(pieces[i + 1])) i++;
    if (!isName(pieces[i]) || (i > start && /^(?:struct|union|enum)$/.test(pieces[i - 1]?.text ?? ""))) {
      tail = i + 1;
      continue;
    }
    const close = argumentsEnd(pieces, i);
    // `int f(a) T a;` and `int f(int) ATTRIBUTE;`: with a type before it, it is what is declared.
    const isTyped = hasType || names.length > 0 || pieces[start - 1]?.text === "*";
    const mayBeUse = looksLikeMacroAt(pieces, i) || !isTyped;
    const isAttribute =
      looksLikeMacroAt(pieces, i) && names.length > 0 && /^[;=,]$/.test(pieces[(close ?? i) + 1]?.text ?? "");
    if (names.length + uses.length > longestRow) return undefined;
    if (mayBeUse && close !== undefined && (isAttribute || isSpecifierOrName(pieces, close + 1))) {
      uses.push({ from: i, to: close });
      i = close;
      continue;
    }
    names.push(i);
    tail = i + 1;
  }
  return { end: i, tail, hasType, names, uses };
}

function superfluous(pieces: Pieces, start: number, run: Run): readonly Rewriting[] {
  const { end, tail, hasType, names, uses } = run;
  const after = pieces[end]?.text ?? "";
  if (after === "{") return beforeBody(pieces, run);
  const { context, isValue } = pieces[start] ?? { context: "file", isValue: false };
  const isAfterStar = pieces[start - 1]?.text === "*";
  if (!isAfterStar && isInExpression({ context, isValue })) return inExpression(pieces, run, start, after);
  const isFunctionPointer = after === "(" && pieces[end + 1]?.text === "*";
  const declares =
    /^(?:[([=;,):]|(?:__)?asm(?:__)?)$/.test(after) && !isFunctionPointer && names.at(-1) === tail - 1;
  if (!declares && (isAfterStar || !(after === "*" || isFunctionPointer))) return [];
  const inBlock = context === "block";
  // In a block, a word alone after a macro's use may begin an expression.
  if (inBlock && !hasType && names.length < 2 && uses.some(({ from }) => from === start)) return [];
  if (inBlock && !isAfterStar && !begins(pieces, start)) return [];
  const isFurther = pieces[start - 1]?.text === "," && context !== "parameters";
  const isTyped = hasType || isAfterStar || isFurther;
  const allowed = (declares ? 1 : 0) + (isTyped ? 0 : 1);
  const lacksType = !isTyped && names.length < allowed;
  const count = Math.max(0, names.length - allowed);
  return [
    ...rewriteUses(pieces, uses, lacksType),
    ...chosen(pieces, names, after, count).flatMap((at) => blankAt(pieces, at)),
  ];
}

/** A cast or an argument: one word is its type or its value, and all others are macros by their looks. */
function inExpression(
  pieces: Pieces,
  { hasType, names, uses }: Run,
  start: number,
  after: string,
): Rewriting[] {
  const first = pieces[start];
  const isFirst = first !== undefined && looksLikeMacro(first);
  if (uses.length > 0 || !(isFirst ? /^(?:[*),([.]|->)$/ : /^[*)]$/).test(after)) return [];
  const own = hasType ? 0 : 1;
  const others = isFirst ? names.slice(0, names.length - own) : names.slice(own);
  if (!isFirst && !others.every((at) => looksLikeMacroAt(pieces, at))) return [];
  return others.flatMap((at) => blankAt(pieces, at));
}

/** Uses with arguments are blanked; without any other type, the last of them stands for one. */
function rewriteUses(pieces: Pieces, uses: Run["uses"], lacksType: boolean): Rewriting[] {
  return uses.flatMap(({ from, to }, index) => {
    const [name, close] = [pieces[from], pieces[to]];
    if (!name || !close) return [];
    return [lacksType && index === uses.length - 1 ? filler(name, close) : blank(name, close)];
  });
}

/** `ATTRIBUTE struct s {`, `struct ATTRIBUTE s {` and `struct s ATTRIBUTE {`: all but the tag. */
function beforeBody(pieces: Pieces, { end, names, uses }: Run): Rewriting[] {
  const isTag = (at: number) => /^(?:struct|union|enum)$/.test(pieces[at - 1]?.text ?? "");
  const isDoubtful = names.at(-1) === end - 1 && isTag(end - 2);
  if (!isDoubtful && !isTag(end - 1) && !(names.at(-1) === end - 1 && isTag(end - 1))) {
    if (pieces[end - 1]?.text !== "struct" && pieces[end - 1]?.text !== "union") return [];
  }
  const tag = pieces[end - 2];
  const superfluous = isDoubtful && tag && looksLikeMacro(tag) ? [...names.slice(0, -1), end - 2] : names;
  return [...rewriteUses(pieces, uses, false), ...superfluous.flatMap((at) => blankAt(pieces, at))];
}

const blankAt = (pieces: Pieces, at: number): Rewriting[] => {
  const piece = pieces[at];
  return piece ? [blank(piece)] : [];
};

function looksLikeMacroAt(pieces: Pieces, at: number): boolean {
  const piece = pieces[at];
  return piece !== undefined && looksLikeMacro(piece);
}

/** Those that look like macros, from the end where an attribute may stand there; then from the front. */
function chosen(pieces: Pieces, names: readonly number[], after: string, count: number): readonly number[] {
  const macros = names.filter((at) => looksLikeMacroAt(pieces, at));
  if (after !== "(" && after !== "[") macros.reverse();
  const others = names.filter((at) => !macros.includes(at));
  return [...macros, ...others].slice(0, count);
}
