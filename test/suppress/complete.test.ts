/** What is offered in a comment, at the place that `|` marks. */
import { expect, test } from "vitest";
import { completionsAt } from "../../server/src/ide/suppress/complete";
import { applyEdits } from "../../server/src/text/edit";

const rules = [
  { id: "bad-flags", summary: "Flags." },
  { id: "bad-length", summary: "Length." },
  { id: "stale-errno", summary: "errno." },
];

function offered(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completionsAt(text, offset, rules);
  const written = found.map(({ span, newText }) => applyEdits(text, [{ span, newText }]));
  return { labels: found.map(({ label }) => label), written };
}

const verbs = ["ignore", "ignore-file", "disable", "enable"];

test.each([
  ["verbs", "// mlock-lint: |", verbs, "// mlock-lint: ignore"],
  ["verbs, with the blank that is missing", "// mlock-lint:|", verbs, "// mlock-lint: ignore"],
  [
    "verbs, over the one that was begun",
    "f(); /* mlock-lint: ign| */",
    verbs,
    "f(); /* mlock-lint: ignore */",
  ],
  ["verbs, in an open comment", "/* mlock-lint: |", verbs, "/* mlock-lint: ignore"],
  [
    "rules",
    "// mlock-lint: ignore[|]",
    ["bad-flags", "bad-length", "stale-errno"],
    "// mlock-lint: ignore[bad-flags]",
  ],
  [
    "rules that are not named yet",
    "// mlock-lint: ignore[bad-flags, ba|",
    ["bad-length", "stale-errno"],
    "// mlock-lint: ignore[bad-flags, bad-length",
  ],
  [
    "rules, in a block",
    "/*\n * mlock-lint: disable[|] why\n */",
    ["bad-flags", "bad-length", "stale-errno"],
    "/*\n * mlock-lint: disable[bad-flags] why\n */",
  ],
  ["the mark itself", "// ml|", ["mlock-lint:"], "// mlock-lint:"],
])("%s", (_, marked, labels, first) => {
  const { labels: seen, written } = offered(marked);
  expect([seen, written[0]]).toEqual([labels, first]);
});

test.each([
  ["code", "ml|"],
  ["a string", 'char *s = "// mlock-lint: |";'],
  ["a comment for others", "// see the |"],
  ["a comment about us", "// mlock(2) |"],
  ["behind a comment", "/* mlock-lint: ignore[x] */ |"],
  ["behind the brackets", "// mlock-lint: ignore[bad-flags] |"],
  ["before the second slash", "/|/ mlock-lint: "],
])("nothing in %s", (_, marked) => {
  expect(offered(marked).labels).toEqual([]);
});
