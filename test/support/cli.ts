/** A folder of files and the command line run in it, in this process. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../server/src/cli/run";
import type { Engine } from "../../server/src/ide/types";
import { fakeEngine } from "./fake-engine";

export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mlock-lint-test-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const rulePages = join(__dirname, "..", "..", "docs", "rules");

function rulePage(id: string): string | undefined {
  const path = join(rulePages, `${id}.md`);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly served: readonly string[] | undefined;
}

export async function mlockLint(
  cwd: string,
  argv: readonly string[],
  engine: Engine = fakeEngine,
  input = "",
): Promise<Ended> {
  let out = "";
  let err = "";
  let served: readonly string[] | undefined;
  const code = await run(argv, {
    cwd,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: () => input,
    rulePage,
    openEngine: async () => engine,
    startServer: (args) => {
      served = args;
    },
  });
  return { code, out, err, served };
}
