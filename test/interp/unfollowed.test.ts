/** What is still known after a function of the program's own ran that was not followed: all that it cannot have written. */
import { expect, test } from "vitest";
import { exact } from "../../server/src/interp/values/value";
import { interpretText } from "../sound/interpreter";

const prelude = `void checkpoint(int place, long value);
int input(void);
void raise(int signal);
void *signal(int signal, void (*handler)(int));
static int kept = 5, counted = 1, pointed = 7;
static int *place = &pointed;
`;

/** The one number that each expression is known to be after the statements of a `main`; undefined: it may be another. */
function known(functions: string, statements: string, ...shown: readonly string[]) {
  const checkpoints = shown.map((one, at) => `checkpoint(${at}, (long)(${one}));`).join(" ");
  const { visits, gaveUp } = interpretText(
    `${prelude}${functions} int main(void) { ${statements} ${checkpoints} return 0; }\n`,
    {},
  );
  expect(gaveUp).toBeUndefined();
  return shown.map((_, at) => {
    const numbers = new Set((visits.get(at) ?? []).map(exact));
    return numbers.size === 1 ? [...numbers][0] : undefined;
  });
}

const recursion = (body: string) =>
  `static int down(int n, int *at) { ${body} return n <= 0 ? 0 : down(n - 1, at); }`;

test("deep recursion leaves alone what its code does not name", () => {
  const values = known(
    recursion("counted++;"),
    "int local = 3; down(500, &local);",
    "kept",
    "counted",
    "local",
  );
  expect(values).toEqual([5, undefined, 3]);
});

test("what it writes through pointers may be whatever an argument or a variable leads to", () => {
  const statements = "int local = 3; down(500, &local);";
  const values = known(
    recursion("if (n == 3) at = place; *at += 1;"),
    statements,
    "kept",
    "pointed",
    "local",
  );
  expect(values).toEqual([5, undefined, undefined]);
});

test("an address that it gives away may be written to by somebody else", () => {
  const ways = [
    "*(n > 3 ? &kept : &counted) = n;",
    "int *p = &kept; *p = n;",
    "*address() = n;",
    "set(&kept, n);",
  ];
  for (const way of ways) {
    const helpers =
      "static int *address(void) { return &kept; } static void set(int *at, int n) { *at = n; }";
    expect(known(`${helpers} ${recursion(way)}`, "down(500, 0);", "kept"), way).toEqual([undefined]);
  }
});

test("who calls what nobody knows may have written everything", () => {
  expect(known(recursion("if (n == 3) unknown();"), "down(500, 0);", "kept")).toEqual([undefined]);
});

test("a signal that is raised writes what a handler may write", () => {
  const handler = "static void handler(int number) { counted++; *place = 1; }";
  const values = known(handler, "signal(10, handler); raise(10);", "kept", "counted", "pointed");
  expect(values).toEqual([5, undefined, undefined]);
});
