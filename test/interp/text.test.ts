/** Functions on strings and bytes: what they give and write where the bytes are known. */
import { expect, test } from "vitest";
import { type Given, shown } from "./shown";

const ample: Given = { begin: { memory: "ample" } };

test("lengths, comparisons and searches of literals", () => {
  expect(
    shown(`show(1, strlen("hello")); show(2, strcmp("a", "a")); show(3, strncmp("abc", "abd", 2));
      show(4, strcmp("a", "b") < 0); show(5, memcmp("a\\0b", "a\\0c", 4) < 0); show(6, strcasecmp("YES", "yes"));
      const char *s = "a=b"; show(7, strchr(s, '=') - s); show(8, strchr(s, 'x') == NULL); show(9, strrchr("aba", 'a') == 0);
      show(10, strstr(s, "=b") - s); show(11, atoi(" -42x")); show(12, strnlen("hello", 3));`),
  ).toEqual({
    1: [5],
    2: [0],
    3: [0],
    4: [1],
    5: [1],
    6: [0],
    7: [1],
    8: [1],
    9: [0],
    10: [1],
    11: [-42],
    12: [3],
  });
});

test("copies and what they leave", () => {
  expect(
    shown(`char b[16]; strcpy(b, "one"); show(1, b[2]); strcat(b, "two"); show(2, strcmp(b, "onetwo"));
      show(3, stpcpy(b, "xy") - b); strncpy(b, "z", 4); show(4, b[3]); show(5, b[0]);
      char c[] = "abc"; c[1] = 0; show(6, strlen(c));`),
  ).toEqual({ 1: [101], 2: [0], 3: [2], 4: [0], 5: [122], 6: [1] });
});

test("a string that is not known gives nothing away", () => {
  expect(
    shown(`char b[16]; show(1, strlen(b)); read(0, b, 15); show(2, strcmp(b, "x")); strcpy(b, getenv("A"));
      show(3, b[0]);`),
  ).toEqual({ 1: "?", 2: "?", 3: "?" });
});

test("formats", () => {
  expect(
    shown(`char b[32]; show(1, snprintf(b, 32, "%d-%s-%03x%c", -7, "ab", 10, 'z')); show(2, strcmp(b, "-7-ab-00az"));
      snprintf(b, 3, "%u", 12345u); show(3, strcmp(b, "12")); show(4, sprintf(b, "%5.2f", 1.0));
      sprintf(b, "%-3d|%zu%%", 5, (size_t)7); show(5, strcmp(b, "5  |7%"));`),
  ).toEqual({ 1: [10], 2: [0], 3: [0], 4: "?", 5: [0] });
});

test("blocks: one is to be had where memory is ample; a larger one begins as the old one did", () => {
  const block = `char *p = malloc(4); show(1, p == NULL); if (!p) return 1; memset(p, 7, 4);
    p = realloc(p, 8); if (!p) return 1; show(2, p[3]); show(3, p[4]);`;
  expect(shown(block, ample)).toEqual({ 1: [0], 2: [7], 3: "?" });
  expect(shown(`show(1, malloc(4) == NULL);`)).toEqual({ 1: "?" });
});

test("several blocks from one place are not taken for one", () => {
  expect(
    shown(
      `int *p[4]; for (int i = 0; i < 4; i++) { p[i] = malloc(4); *p[i] = i; } show(1, *p[2]); show(2, p[2] == p[3]);`,
      ample,
    ),
  ).toEqual({ 1: "?", 2: "?" });
});
