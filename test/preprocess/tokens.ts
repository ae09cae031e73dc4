/** Preprocessing tokens of text that was already expanded: a second lexer, so that a fault of ours does not cancel out. */

const TOKEN = new RegExp(
  [
    /(?:u8|[LuU])?"(?:[^"\\\n]|\\.)*"/,
    /(?:u8|[LuU])?'(?:[^'\\\n]|\\.)*'/,
    /\.?\d(?:[eEpP][+-]|[\w.$]|[^\0-\x7f])*/,
    /(?:[\w$]|[^\0-\x7f])+/,
    /%:%:|\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|[-<>=!*/%+&^|]=|&&|\|\||##|<:|:>|<%|%>|%:/,
    /[^\s]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** What other spellings mean the same. */
const MEANINGS: Readonly<Record<string, string>> = {
  "<:": "[",
  ":>": "]",
  "<%": "{",
  "%>": "}",
  "%:": "#",
  "%:%:": "##",
};

/** Pragmas and the like are for the compiler behind the preprocessor; gcc prints them, we drop them. */
const PASSED_ON = /^[ \t]*#[ \t]*(?:pragma|ident|sccs|assert|unassert)\b.*$/gm;

export function tokensOf(text: string): string[] {
  const found = text.replaceAll("\ufeff", " ").replace(PASSED_ON, "").match(TOKEN) ?? [];
  return found.map((token) => MEANINGS[token] ?? token);
}
