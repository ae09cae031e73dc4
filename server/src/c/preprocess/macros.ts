/** What a #define says: a macro's parameters and its body, taken apart for substitution. */
import {
  Letter,
  letterOf,
  lineTokens,
  type MacroUse,
  makeToken,
  skipBlank,
  type Token,
  tokenEnd,
} from "./lexer";

export interface Macro {
  readonly name: string;
  /** Absent for an object-like macro. */
  readonly parameters: readonly string[] | undefined;
  readonly variadic: boolean;
  readonly body: readonly BodyItem[];
  /** Parameters whose arguments are expanded by themselves, in the order of their uses. */
  readonly expands: readonly number[];
  readonly definition: MacroUse["macro"];
  /** `__LINE__` and its kin: the text at each use, given the use's offset in the file if it stands in one, and the arguments. */
  readonly dynamic?: ((at: number | undefined, written: string) => string) | undefined;
  /** How many expansions of it are under way; it is not expanded inside of itself. */
  busy: number;
}

export interface BodyItem {
  readonly what: BodyPart;
  readonly spaced: boolean;
  /** ## stands before it; after it. */
  readonly joinsLeft: boolean;
  readonly joinsRight: boolean;
}

export type BodyPart =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "parameter"; readonly index: number }
  /** `#` before a parameter or __VA_OPT__. */
  | { readonly kind: "stringify"; readonly operand: BodyItem }
  /** `__VA_OPT__(items)`: there only if variable arguments are. */
  | { readonly kind: "optional"; readonly items: readonly BodyItem[] };

/** Reads `NAME body` or `NAME(parameters) body`; undefined if this defines nothing. */
export function parseDefinition(
  line: string,
  from: number,
  place: (start: number, end: number) => MacroUse["macro"]["span"],
  file: string,
): Macro | undefined {
  const start = skipBlank(line, from);
  if (letterOf(line.charCodeAt(start)) !== Letter.Word) return undefined;
  const end = tokenEnd(line, start);
  const name = line.slice(start, end);
  if (name === "defined") return undefined;
  const definition = { name, file, span: place(start, end) };
  const tokens = lineTokens(line, end);
  if (line.charCodeAt(end) !== 40) {
    const body = parseBody(tokens, []);
    return { name, parameters: undefined, variadic: false, body, expands: [], definition, busy: 0 };
  }
  const head = parseParameters(tokens);
  if (head === undefined) return undefined;
  const { parameters, variadic, bodyFrom } = head;
  const body = parseBody(tokens.slice(bodyFrom), parameters);
  const expands = [...new Set(expandedIn(body, parameters.length - 1))];
  return { name, parameters, variadic, body, expands, definition, busy: 0 };
}

/** Beside # and ## an argument stands as it was written; whether there is an `optional` depends on the last one. */
function expandedIn(items: readonly BodyItem[], last: number): number[] {
  return items.flatMap(({ what, joinsLeft, joinsRight }) => {
    const part = what.kind === "stringify" ? what.operand.what : what;
    if (part.kind === "optional") return [last, ...expandedIn(part.items, last)];
    return what.kind === "parameter" && !joinsLeft && !joinsRight ? [what.index] : [];
  });
}

/** A macro whose text is made at each use. */
export const dynamicMacro = (name: string, dynamic: NonNullable<Macro["dynamic"]>): Macro => ({
  name,
  parameters: undefined,
  variadic: false,
  body: [],
  expands: [],
  definition: { name, file: "", span: { start: 0, end: 0 } },
  dynamic,
  busy: 0,
});

function parseParameters(tokens: readonly Token[]) {
  const parameters: string[] = [];
  for (let at = 1; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? "";
    const next = tokens[at + 1]?.text;
    if (text === ")" && parameters.length === 0) return { parameters, variadic: false, bodyFrom: at + 1 };
    if (text === "...") {
      parameters.push("__VA_ARGS__");
      return next === ")" ? { parameters, variadic: true, bodyFrom: at + 2 } : undefined;
    }
    if (tokens[at]?.kind !== "identifier") return undefined;
    parameters.push(text);
    if (next === "..." && tokens[at + 2]?.text === ")")
      return { parameters, variadic: true, bodyFrom: at + 3 };
    if (next === ")") return { parameters, variadic: false, bodyFrom: at + 2 };
    if (next !== ",") return undefined;
    at++;
  }
  return undefined;
}

const isStringify = (token: Token | undefined) => token?.text === "#" || token?.text === "%:";
const isPaste = (token: Token | undefined) => token?.text === "##" || token?.text === "%:%:";

function parseBody(tokens: readonly Token[], parameters: readonly string[]): BodyItem[] {
  return parseItems(tokens, 0, tokens.length, new Map(parameters.map((name, index) => [name, index])));
}

function parseItems(
  tokens: readonly Token[],
  from: number,
  to: number,
  parameters: ReadonlyMap<string, number>,
): BodyItem[] {
  const items: BodyItem[] = [];
  let joinsLeft = false;
  for (let at = from; at < to; ) {
    // A ## at either end of the body joins nothing and is dropped.
    if (isPaste(tokens[at]) && at > from && at < to - 1) {
      joinsLeft = true;
      at++;
      continue;
    }
    const { what, next } = parsePart(tokens, at, to, parameters);
    const joinsRight = isPaste(tokens[next]) && next < to - 1;
    items.push({ what, spaced: tokens[at]?.spaced ?? false, joinsLeft, joinsRight });
    joinsLeft = false;
    at = next;
  }
  return items;
}

function parsePart(
  tokens: readonly Token[],
  at: number,
  to: number,
  parameters: ReadonlyMap<string, number>,
): { what: BodyPart; next: number } {
  const token = tokens[at] ?? makeToken("", false);
  const operand = tokens[at + 1];
  if (parameters.size > 0 && isStringify(token) && at + 1 < to && operand !== undefined) {
    const inner = parsePart(tokens, at + 1, to, parameters);
    if (inner.what.kind === "parameter" || inner.what.kind === "optional") {
      const item = { what: inner.what, spaced: false, joinsLeft: false, joinsRight: false };
      return { what: { kind: "stringify", operand: item }, next: inner.next };
    }
  }
  const index = parameters.get(token.text);
  if (index !== undefined && token.kind === "identifier") {
    return { what: { kind: "parameter", index }, next: at + 1 };
  }
  if (token.text === "__VA_OPT__" && parameters.size > 0 && operand?.text === "(") {
    const close = closingParenthesis(tokens, at + 1, to);
    if (close !== undefined) {
      const items = parseItems(tokens, at + 2, close, parameters);
      return { what: { kind: "optional", items }, next: close + 1 };
    }
  }
  return { what: { kind: "token", token }, next: at + 1 };
}

function closingParenthesis(tokens: readonly Token[], open: number, to: number): number | undefined {
  let depth = 0;
  for (let at = open; at < to; at++) {
    const text = tokens[at]?.text;
    if (text === "(") depth++;
    else if (text === ")" && --depth === 0) return at;
  }
  return undefined;
}
