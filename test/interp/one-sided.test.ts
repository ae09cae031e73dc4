/** What one path has learned of memory that nobody has written is not known where it meets a path that has not. */
import { expect, test } from "vitest";
import { includes } from "../../server/src/interp/values/range";
import { interpretText } from "../sound/interpreter";

/** Does the interpreter allow that `checkpoint(place, …)` shows the number? */
function allows(text: string, place: number, shown: number): boolean {
  const { visits } = interpretText(`void checkpoint(int place, long value);\nint input(void);\n${text}`, {});
  return (visits.get(place) ?? []).some(({ range }) => range !== null && includes(range, shown));
}

test("constants of other files", () => {
  const text = `extern const int mode;
int main(void) { int a = 0; if (mode == 1) a = 2; checkpoint(1, mode); return a; }`;
  expect(allows(text, 1, 1)).toBe(true);
  expect(allows(text, 1, 2)).toBe(true);
});

test("what was forgotten altogether", () => {
  const text = `int main(void) {
  int word = 3;
  @@@;
  int other = 0;
  if (word == 1) other = 1;
  checkpoint(1, word);
  int before = word;
  @@@;
  checkpoint(2, before == word);
  return 0;
}`;
  expect(allows(text, 1, 3)).toBe(true);
  expect(allows(text, 2, 0)).toBe(true);
});
