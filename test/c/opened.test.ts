/** Files that several units open: what is kept of them is theirs, and of the text that they have now. */
import { describe, expect, test } from "vitest";
import { preprocess } from "../../server/src/c/preprocess";
import { OpenedFiles } from "../../server/src/c/preprocess/opened";
import type { ReadFile } from "../../server/src/c/source";

const main = '#include "h.h"\nint end;\n';

const expandWith = (opened: OpenedFiles, read: ReadFile, predefines: Record<string, string> = {}): string =>
  preprocess({
    file: "/p/a.c",
    text: main,
    read,
    includeDirs: [],
    predefines,
    constants: {},
    interesting: /\bmlock\b/,
    opened,
  }).text.replace(/\s+/g, " ");

describe("a header that was opened before", () => {
  const header = { text: "#if A\nint a;\n#else\nint b;\n#endif\n" };
  const read: ReadFile = (path) => (path.endsWith("h.h") ? header : "absent");

  test("is looked over once, whoever reads it", () => {
    const opened = new OpenedFiles();
    const file = opened.open("/p/h.h", header.text, header);
    expandWith(opened, read);
    expect(opened.open("/p/h.h", header.text, header)).toBe(file);
    expect(opened.conditionalsOf(file)).toBe(opened.conditionalsOf(file));
  });

  test("is expanded as each unit defines its macros", () => {
    const opened = new OpenedFiles();
    expect(expandWith(opened, read, { A: "1" })).toContain("int a;");
    expect(expandWith(opened, read, { A: "0" })).toContain("int b;");
  });

  test("is read anew when its text is another one, also of the same answer", () => {
    const opened = new OpenedFiles();
    const answer = { text: "#if 1\nint before;\n#endif\n" };
    const again: ReadFile = (path) => (path.endsWith("h.h") ? answer : "absent");
    expect(expandWith(opened, again)).toContain("int before;");
    answer.text = "\n\nint after;\n#if 1\nint more;\n#endif\n";
    expect(expandWith(opened, again)).toContain("int after; int more;");
  });

  test("has the path that it was found by", () => {
    const opened = new OpenedFiles();
    expect(opened.open("/p/h.h", header.text, header).path).toBe("/p/h.h");
    expect(opened.open("/p/link.h", header.text, header).path).toBe("/p/link.h");
  });
});
