/** The browser's stand-ins for Node's modules against Node's own, and addresses there and back. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import url from "node:url";
import { afterAll, expect, test } from "vitest";
import { pathOf, uriOf } from "../../server/src/lsp/uris";
import * as memory from "../../server/src/web/node/fs";
import * as urlStandIn from "../../server/src/web/node/url";

/** As it is used: in the place of Node's. */
const standIn = memory as unknown as typeof fs;
const folder = fs.mkdtempSync(join(tmpdir(), "mlock-lint-web-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const files = { "a.c": "int a;\n", "inc/b.h": "", "inc/deep/c.h": "// \u00e9\n", "gone.c": "x" };

for (const [name, text] of Object.entries(files)) {
  const path = join(folder, name);
  fs.mkdirSync(join(path, ".."), { recursive: true });
  fs.writeFileSync(path, text);
  memory.put(path, new TextEncoder().encode(text));
}
fs.rmSync(join(folder, "gone.c"));
memory.put(join(folder, "gone.c"), undefined);

const asked = ["", ...Object.keys(files), "inc", "inc/deep", "inc/none.h", "inc/../a.c"].map((name) =>
  join(folder, name),
);

test.each(asked)("of %s both say the same", (path) => {
  const answers = (from: typeof fs) => {
    const told = (ask: () => unknown) => {
      try {
        return ask();
      } catch (error) {
        return error instanceof Error;
      }
    };
    const status = from.statSync(path, { throwIfNoEntry: false });
    return {
      exists: from.existsSync(path),
      kind: status && [status.isFile(), status.isDirectory(), status.isFile() && status.size],
      throws: told(() => from.statSync(path) !== undefined),
      bytes: told(() => Buffer.from(from.readFileSync(path)).toString("hex")),
      text: told(() => from.readFileSync(path, "utf8")),
      latin: told(() => from.readFileSync(path, "latin1")),
      names: told(() => from.readdirSync(path, { withFileTypes: true }).map(nameAndKind).sort()),
    };
  };
  expect(answers(standIn)).toEqual(answers(fs));
});

const nameAndKind = (entry: fs.Dirent) => `${entry.name} ${entry.isFile()} ${entry.isDirectory()}`;

test("a file that is put again has another time", () => {
  const path = join(folder, "a.c");
  const before = memory.statSync(path)?.mtimeMs;
  memory.put(path, new Uint8Array(7));
  expect(memory.statSync(path)?.mtimeMs).not.toBe(before);
});

test.each(["/a/b.c", "/with space/50%.c", "/caf\u00e9.c", "/a#b?c.c"])(
  "the address of %s is Node's",
  (path) => {
    expect(urlStandIn.pathToFileURL(path).href).toBe(url.pathToFileURL(path).href);
    expect(urlStandIn.fileURLToPath(url.pathToFileURL(path).href)).toBe(path);
  },
);

test.each(["file:///a/b.c", "vscode-vfs://github/owner/name/a%20b.c", "vscode-test-web://mount/x.c"])(
  "%s leads to a path and back",
  (uri) => {
    expect(uriOf(pathOf(uri))).toBe(uri);
  },
);

test("what has no place among files has a path of its own", () => {
  expect(pathOf("untitled:Untitled-1")).toBe("/untitled/Untitled-1");
});
