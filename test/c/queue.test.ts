/** <sys/queue.h> as it is built in does what queue(3) says: a compiler's program runs on it, and ours foretells the same. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { queueHeader } from "../../server/src/headers/queue";
import { folder, mlockLint } from "../support/cli";
import { testEngine } from "../support/engine";

/** What each kind adds, takes away and walks over; the result is the order of what is left, as digits. */
const kinds = {
  SLIST: {
    operations: `SLIST_INSERT_HEAD(&h, &n[1], l); SLIST_INSERT_HEAD(&h, &n[2], l); SLIST_INSERT_AFTER(&n[1], &n[3], l);
      SLIST_INSERT_AFTER(&n[2], &n[4], l); SLIST_REMOVE(&h, &n[1], node, l); SLIST_INSERT_HEAD(&h, &n[5], l); SLIST_REMOVE_HEAD(&h, l);`,
    left: 243,
  },
  ...Object.fromEntries(
    ["STAILQ", "SIMPLEQ"].map((kind) => [
      kind,
      {
        operations: `${kind}_INSERT_TAIL(&h, &n[1], l); ${kind}_INSERT_HEAD(&h, &n[2], l); ${kind}_INSERT_AFTER(&h, &n[1], &n[3], l);
          ${kind}_REMOVE(&h, &n[3], node, l); ${kind}_INSERT_TAIL(&h, &n[4], l); ${kind}_REMOVE_HEAD(&h, l); ${kind}_INSERT_AFTER(&h, &n[1], &n[5], l);`,
        left: 154,
      },
    ]),
  ),
  LIST: {
    operations: `LIST_INSERT_HEAD(&h, &n[1], l); LIST_INSERT_BEFORE(&n[1], &n[2], l); LIST_INSERT_AFTER(&n[1], &n[3], l);
      LIST_INSERT_HEAD(&h, &n[4], l); LIST_REMOVE(&n[2], l); LIST_REMOVE(&n[4], l); LIST_INSERT_AFTER(&n[1], &n[5], l);`,
    left: 153,
  },
  TAILQ: {
    operations: `TAILQ_INSERT_TAIL(&h, &n[1], l); TAILQ_INSERT_HEAD(&h, &n[2], l); TAILQ_INSERT_AFTER(&h, &n[1], &n[3], l);
      TAILQ_INSERT_BEFORE(&n[1], &n[4], l); TAILQ_REMOVE(&h, &n[3], l); TAILQ_INSERT_TAIL(&h, &n[5], l); TAILQ_REMOVE(&h, &n[2], l);`,
    left: 415,
  },
  CIRCLEQ: {
    operations: `CIRCLEQ_INSERT_TAIL(&h, &n[1], l); CIRCLEQ_INSERT_HEAD(&h, &n[2], l); CIRCLEQ_INSERT_AFTER(&h, &n[1], &n[3], l);
      CIRCLEQ_INSERT_BEFORE(&h, &n[1], &n[4], l); CIRCLEQ_REMOVE(&h, &n[3], l); CIRCLEQ_INSERT_TAIL(&h, &n[5], l); CIRCLEQ_REMOVE(&h, &n[2], l);`,
    left: 415,
  },
};

const program = (kind: string, operations: string, left: number) => `
#include <sys/queue.h>
struct node { int digit; ${kind}_ENTRY(node) l; };
${kind}_HEAD(queue, node);
int main(void) {
    struct queue h;
    struct node n[6];
    struct node *at;
    int sum = 0;
    for (int i = 0; i < 6; i++) n[i].digit = i;
    ${kind}_INIT(&h);
    if (!${kind}_EMPTY(&h)) return 1;
    ${operations}
    ${kind}_FOREACH(at, &h, l) sum = 10 * sum + at->digit;
    return sum == ${left} && !${kind}_EMPTY(&h) ? 7 : 2;
}
`;

const hasCompiler = spawnSync("cc", ["--version"]).status === 0;

describe.each(Object.entries(kinds))("%s", (kind, { operations, left }) => {
  const files = () => folder({ "a.c": program(kind, operations, left), "own/sys/queue.h": queueHeader });

  test.skipIf(!hasCompiler)("a compiled program comes to the same order", () => {
    const root = files();
    const built = spawnSync("cc", ["-w", "-Iown", "a.c", "-o", "a.out"], { cwd: root, encoding: "utf8" });
    expect(built.stderr).toBe("");
    expect(spawnSync(join(root, "a.out")).status).toBe(7);
  });

  test("which is foretold", async () => {
    const { out } = await mlockLint(files(), ["trace", "--platform", "linux", "a.c"], await testEngine());
    expect(out).toContain("exits with 7");
  });
});
