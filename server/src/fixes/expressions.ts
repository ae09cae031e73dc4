/** Expressions as text: whether they may be written twice, and what binds tighter than an operator around them. */

/** In parentheses, unless nothing around it could tear it apart: a name, a call, a group. */
export const atom = (text: string): string => (isAtom(text) ? text : `(${text})`);

/** Names, members, calls, subscripts and groups; a cast or an operator is none. */
function isAtom(text: string): boolean {
  const outside = outsideOfGroups(text);
  if (outside === undefined) return false;
  if (text.startsWith("(")) return text.endsWith(")") && outside === "";
  return /^\w(?:[\w.]|->)*$/.test(outside);
}

/** The text that stands in no parentheses or brackets; undefined where these do not match. */
export function outsideOfGroups(text: string): string | undefined {
  let depth = 0;
  let outside = "";
  for (const character of text) {
    if (/[([]/.test(character)) depth++;
    else if (/[)\]]/.test(character)) depth--;
    else if (depth === 0) outside += character;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? outside : undefined;
}

/** Does it do nothing, so that it may be written a second time? A call may do anything. */
export const isRepeatable = (text: string): boolean =>
  !/\w\s*\((?!\s*(?:const\s+)?(?:unsigned|signed|char|int|long|void|size_t|uintptr_t|uint\d+_t|struct)\b[^()]*\))|\+\+|--|[^=!<>]=[^=]/.test(
    text.replace(/\bsizeof\s*\(/g, "sizeof_"),
  );

/** Where every brace is closed that was opened: what is visible before the text is visible behind it. */
export function staysInScope(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    if (character === "}" && --depth < 0) return false;
  }
  return true;
}

/** Does the text give another value to a name of the expression, or somebody its address, or declare it? */
export function changes(text: string, expression: string): boolean {
  const names = new Set(expression.match(/[A-Za-z_]\w*/g) ?? []);
  const element = expression.includes("[") ? "(?:\\[[^\\]]*\\])?" : "";
  return [...names].some((name) =>
    new RegExp(
      `\\b${name}\\b${element}\\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)|&\\s*${name}\\b|\\b${name}\\s*(?:\\+\\+|--)|(?:\\+\\+|--)\\s*${name}\\b`,
    ).test(text),
  );
}

export const pageSize = "(size_t)sysconf(_SC_PAGESIZE)";

/** How C asks for it. */
export const pageSizeHeaders: readonly string[] = ["unistd.h"];
