/** TextMate grammars that mark what concerns locked memory inside C: calls and flags, and comments that speak to us. */
import { aliases } from "../src/ide/pages/topics";
import { flagTopics } from "../src/ide/pages/topics-flags";
import { lockTopics } from "../src/ide/pages/topics-locks";
import { verbs } from "../src/ide/suppress/directives";
import { trackedCalls } from "../src/ide/tracked";

const notice = "Written by npm run gen; edits are lost.";

/** Calls that lock, and those that make a file one that is looked at. */
const calls = new Set([
  ...Object.keys(lockTopics).filter((name) => lockTopics[name]?.signature !== undefined),
  ...trackedCalls,
]);

/** Flags with a page of their own, and what the calls that lock take. */
const flags = new Set([
  ...Object.keys(flagTopics),
  ...Object.keys(aliases).filter((name) => Object.hasOwn(lockTopics, aliases[name] ?? "")),
]);

const oneOf = (names: Iterable<string>) => `(${[...names].sort().join("|")})`;

/** By the name of the file. */
export const grammars = {
  "syntaxes/mlock-lint.code.json": {
    comment: notice,
    scopeName: "mlock-lint.code",
    injectionSelector: "L:source.c -string -comment, L:source.cpp -string -comment",
    patterns: [
      {
        comment: "The C++ grammar's call begins at the blanks before the name; whoever begins later loses.",
        match: `\\s*(?<![\\w.])(?<!->)${oneOf(calls)}(?=\\s*\\()`,
        captures: { "1": { name: "support.function.memory-lock.mlock-lint" } },
      },
      { match: `\\b${oneOf(flags)}\\b`, name: "support.constant.memory-lock.mlock-lint" },
    ],
  },
  "syntaxes/mlock-lint.comment.json": {
    comment: notice,
    scopeName: "mlock-lint.comment",
    injectionSelector: "L:source.c comment, L:source.cpp comment",
    patterns: [
      {
        comment: "Blanks before it, as in the other grammar.",
        match: `\\s*(mlock-lint:)[ \\t]*${oneOf(verbs)}(?![\\w-])(?:[ \\t]*(\\[)([^\\]]*)(\\]))?`,
        captures: {
          "1": { name: "keyword.control.directive.mlock-lint" },
          "2": { name: "keyword.other.verb.mlock-lint" },
          "3": { name: "punctuation.section.brackets.begin.mlock-lint" },
          "4": { patterns: [{ match: "[a-z]+(-[a-z]+)*", name: "entity.name.tag.rule.mlock-lint" }] },
          "5": { name: "punctuation.section.brackets.end.mlock-lint" },
        },
      },
    ],
  },
} as const;
