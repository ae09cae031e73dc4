/** A macro's body with the arguments of one use in it: parameters, # and ##. */
import {
  kindOf,
  type MacroUse,
  makeToken,
  placemarker,
  skipBlank,
  type Token,
  tokenEnd,
  withSpace,
} from "./lexer";
import type { BodyItem, Macro } from "./macros";

export interface Argument {
  readonly tokens: readonly Token[];
  /** Did white space stand before the first? */
  readonly isSpaced: boolean;
  /** The tokens with the macros in them expanded; undefined while nobody has. */
  expanded: readonly Token[] | undefined;
}

export interface Arguments {
  readonly list: readonly Argument[];
  /** The use gives nothing for the variable parameter, not even an empty argument. */
  readonly variableOmitted: boolean;
}

/** Tokens that one use may put together at once: no macro of 7,700 real files takes as many steps in all. */
const MOST_TOKENS = 100_000;

/**
 * The tokens that replace a use of the macro, before they are scanned again; placemarkers may be among them. Undefined
 * where there are too many. Words that were made of parts are added to `pasted`.
 */
export function substitute(
  macro: Macro,
  args: Arguments,
  use: MacroUse | undefined,
  pasted: Set<string>,
): Token[] | undefined {
  const filling = { macro, args, use, pasted, room: MOST_TOKENS };
  const tokens = fill(macro.body, filling);
  return filling.room < 0 ? undefined : tokens;
}

interface Filling {
  readonly macro: Macro;
  readonly args: Arguments;
  readonly use: MacroUse | undefined;
  readonly pasted: Set<string>;
  /** Tokens that may still be copied or spelled. */
  room: number;
}

function fill(items: readonly BodyItem[], filling: Filling): Token[] {
  const result: Token[] = [];
  for (const item of items) {
    if (filling.room < 0) return result;
    const piece = pieceOf(item, filling);
    filling.room -= piece.length;
    const left = item.joinsLeft ? result.pop() : undefined;
    const first = piece[0];
    let rest = 0;
    if (left !== undefined && isCommaBeforeVariable(left, item, filling.macro)) {
      // GNU: in `, ## __VA_ARGS__` nothing is joined, and the comma goes when there are no variable arguments.
      if (filling.args.variableOmitted) continue;
      result.push(left, ...spacedFirst(piece, filling.args.list.at(-1)?.isSpaced === true));
      continue;
    }
    if (left !== undefined && first !== undefined) {
      result.push(...paste(left, first, filling));
      rest = 1;
    }
    for (let i = rest; i < piece.length; i++) result.push(piece[i] as Token);
  }
  return result;
}

function isCommaBeforeVariable(left: Token, { what }: BodyItem, macro: Macro): boolean {
  const last = (macro.parameters?.length ?? 0) - 1;
  return macro.variadic && left.text === "," && what.kind === "parameter" && what.index === last;
}

function pieceOf(item: BodyItem, filling: Filling): readonly Token[] {
  const { what, spaced } = item;
  switch (what.kind) {
    case "token":
      return [{ ...what.token, use: filling.use }];
    case "stringify": {
      const operand = stringOperand(what.operand, filling);
      filling.room -= operand.length;
      return [{ ...stringify(operand, filling.use), spaced }];
    }
    case "optional": {
      const tokens = hasVariableArguments(filling) ? fill(what.items, filling) : [];
      return tokens.length > 0 ? spacedFirst(tokens, spaced) : [placemarker(spaced ? "spaced" : "close")];
    }
    case "parameter": {
      const argument = filling.args.list[what.index];
      const joined = item.joinsLeft || item.joinsRight;
      const tokens = (joined ? argument?.tokens : argument?.expanded) ?? [];
      // What follows a macro that became nothing keeps its white space.
      const first = tokens[0];
      return first === undefined
        ? [placemarker(spaced ? "spaced" : "close")]
        : spacedFirst(tokens, spaced || first.spaced);
    }
  }
}

function stringOperand({ what }: BodyItem, filling: Filling): readonly Token[] {
  if (what.kind === "parameter") return filling.args.list[what.index]?.tokens ?? [];
  if (what.kind !== "optional" || !hasVariableArguments(filling)) return [];
  return withoutPlacemarkers(fill(what.items, filling));
}

/** The white space before nothing belongs to what follows. */
function withoutPlacemarkers(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  let owesSpace = false;
  for (const token of tokens) {
    owesSpace ||= token.spaced;
    if (token.kind === "placemarker") continue;
    result.push(withSpace(token, owesSpace));
    owesSpace = false;
  }
  return result;
}

const hasVariableArguments = ({ macro, args }: Filling) =>
  macro.variadic &&
  args.list[(macro.parameters?.length ?? 0) - 1]?.expanded?.some(({ kind }) => kind !== "placemarker") ===
    true;

function spacedFirst(tokens: readonly Token[], spaced: boolean): readonly Token[] {
  const first = tokens[0];
  if (first === undefined || first.spaced === spaced) return tokens;
  const copy = tokens.slice();
  copy[0] = withSpace(first, spaced);
  return copy;
}

function stringify(tokens: readonly Token[], use: MacroUse | undefined): Token {
  let text = "";
  for (const [index, token] of tokens.entries()) {
    if (index > 0 && token.spaced) text += " ";
    const literal = token.kind === "string" || token.kind === "character";
    text += literal ? token.text.replace(/[\\"]/g, "\\$&") : token.text;
  }
  // An odd backslash at the end would swallow the closing quote.
  const trailing = /\\*$/.exec(text)?.[0].length ?? 0;
  return { ...makeToken(`"${trailing % 2 === 1 ? text.slice(0, -1) : text}"`, false, use), kind: "string" };
}

/** One token if the two make one, else both as they are. */
function paste(left: Token, right: Token, { use, pasted }: Filling): Token[] {
  if (right.kind === "placemarker") return [left];
  if (left.kind === "placemarker") return [withSpace(right, left.spaced)];
  const text = left.text + right.text;
  const isOne = skipBlank(text, 0) === 0 && tokenEnd(text, 0) === text.length && kindOf(text) !== "other";
  if (!isOne) return [left, right];
  const made = makeToken(text, left.spaced, use);
  if (made.kind === "identifier") pasted.add(text);
  return [made];
}
