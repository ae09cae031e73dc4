/** The operators of an #if whose operand is not expanded: `defined NAME`, `__has_include(...)` and its kin. */
import type { Found, IncludeName } from "./includes";
import { lineTokens, type Token } from "./lexer";
import { isCompilerTest } from "./names";
import type { Translation } from "./translation";

/** The token that stands for the operator and its operand; undefined if the name is no such operator. */
export function conditionOperator(
  unit: Translation,
  name: Token,
  next: () => Token | undefined,
): Token | undefined {
  if (name.text === "defined") return definedOperator(name, next);
  if (!isCompilerTest(name.text) || unit.macros.has(name.text)) return undefined;
  const operand = operandOf(next);
  const isInclude = name.text.startsWith("__has_include");
  if (isInclude && typeof findHeader(unit, name.text, operand) === "object") {
    return { ...name, kind: "number", text: "1" };
  }
  // A compiler takes `__aligned__` for `aligned`.
  const asked = isInclude ? operand : operand.replace(/\b__(\w+?)__\b/g, "$1");
  return { ...name, text: `${name.text}(${asked})` };
}

function definedOperator(name: Token, next: () => Token | undefined): Token {
  const first = next();
  const operand = first?.text === "(" ? next() : first;
  if (first?.text === "(") next();
  return { ...name, kind: operand?.kind === "identifier" ? "defined" : "other", text: operand?.text ?? "" };
}

/** What stands between the parentheses that follow. */
function operandOf(next: () => Token | undefined): string {
  let text = "";
  let depth = 0;
  for (let token = next(); token !== undefined; token = next()) {
    if (token.text === "(" && depth++ === 0) continue;
    if (token.text === ")" && --depth <= 0) break;
    text += token.spaced && text !== "" ? ` ${token.text}` : token.text;
  }
  return text;
}

function findHeader(unit: Translation, operator: string, operand: string): Found | string | undefined {
  const wanted = includeName(operand) ?? computedName(unit, operand);
  const { visit } = unit.place;
  if (wanted === undefined) return undefined;
  return operator === "__has_include_next" && visit.parent !== undefined
    ? unit.includes.findAfter(visit.folder, wanted)
    : unit.includes.find(wanted, visit.file.path);
}

/** The name that a text becomes when its macros are expanded. */
export function computedName(unit: Translation, text: string): IncludeName | undefined {
  const tokens = unit.expander.expandLine(lineTokens(text, 0), () => undefined);
  const spelled = tokens.map(({ text: spelling, spaced }) => (spaced ? ` ${spelling}` : spelling));
  return includeName(spelled.join("").trim());
}

/** `"name"` or `<name>` at the beginning of a text. */
export function includeName(text: string): IncludeName | undefined {
  const [, quoted, angled] = /^\s*(?:"([^"\r\n]+)"|<([^>\r\n]+)>)/.exec(text) ?? [];
  if (quoted !== undefined) return { name: quoted, form: "quotes" };
  return angled === undefined ? undefined : { name: angled, form: "angle" };
}
