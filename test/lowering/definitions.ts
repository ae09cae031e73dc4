/** Finds function bodies in expanded text by counting braces, so that a function which the parser loses is missed. */

const token =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[A-Za-z_$][\w$]*|[0-9][\w.]*|\S/g;

export interface Body {
  /** What stands before the first parenthesis: the function's name, mostly. */
  readonly name: string;
  /** Where its brace opens. */
  readonly start: number;
}

/** Bodies at file scope: a brace after a parameter list, or after old-style declarations. */
export function functionBodies(text: string): Body[] {
  const bodies: Body[] = [];
  let depth = 0;
  let item: string[] = [];
  let last = "";
  let pending: string | undefined;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    if (/^\/[/*]/.test(word)) continue;
    if (word === "{") {
      const isLinkage = depth === 0 && last.startsWith('"') && item[0] === "extern";
      if (isLinkage) {
        item = [];
        last = "";
        continue;
      }
      const head = last === ";" ? pending : nameBefore(item);
      if (depth === 0 && head !== undefined && (last === ")" || last === ";"))
        bodies.push({ name: head, start: match.index });
      depth++;
    } else if (word === "}") {
      if (depth > 0) depth--;
      if (depth === 0) [item, pending] = [[], undefined];
    } else if (depth === 0) {
      item.push(word);
      if (word === ";") {
        // The parameters of an old-style definition end with semicolons before the brace.
        pending ??= oldStyleName(item);
        item = [];
      }
    }
    last = word;
  }
  return bodies;
}

/** The name in front of the item's first parenthesis; undefined where it initialises or declares a record. */
function nameBefore(item: readonly string[]): string | undefined {
  const open = item.indexOf("(");
  const name = item[open - 1];
  if (open < 1 || item.includes("=") || item.at(-1) !== ")" || name === undefined) return undefined;
  return /^\w/.test(name) && !/^(?:struct|union|enum)$/.test(name) ? name : undefined;
}

/** `f` in `int f(a, b) int a;`. */
function oldStyleName(item: readonly string[]): string | undefined {
  const close = item.indexOf(")");
  const isHead = close > 0 && close < item.length - 2 && /^[A-Za-z_]/.test(item[close + 1] ?? "");
  return isHead ? nameBefore(item.slice(0, close + 1)) : undefined;
}
