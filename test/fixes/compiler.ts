/** What this machine's C compiler says of a program, taken for each platform's: errors and warnings, nothing is made. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PlatformId } from "../../server/src/ide/types";
import { platforms } from "../../server/src/platforms";
import { writeStubs } from "./stubs";

export interface Compiler {
  /** Errors and warnings without their places, as often as they came; `file` is where the text's own includes are looked for. */
  complaints(program: Program): readonly string[];
  dispose(): void;
}

export interface Program {
  readonly text: string;
  readonly file: string;
  readonly platform: PlatformId;
  readonly defines: Readonly<Record<string, string>>;
}

/** Families whose programs see this machine's headers as they are. */
const athome: ReadonlySet<string> = new Set(["linux", "posix"]);

/** The compiler, or why there is none. */
export function startCompiler(): Compiler | string {
  if (spawnSync("cc", ["--version"]).status !== 0) return "there is no cc";
  const root = mkdtempSync(join(tmpdir(), "fixes-"));
  const folders = new Map<PlatformId, string>();
  const stubsOf = (id: PlatformId): string => {
    const folder = folders.get(id) ?? join(root, id);
    if (!folders.has(id)) writeStubs(folder, id);
    folders.set(id, folder);
    return folder;
  };
  const known = new Map<string, readonly string[]>();
  return {
    complaints: (program) => {
      const key = JSON.stringify(program);
      const answer = known.get(key) ?? ask(program, stubsOf(program.platform));
      known.set(key, answer);
      return answer;
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

function ask({ text, file, platform, defines }: Program, stubs: string): readonly string[] {
  const { stderr, status } = spawnSync(
    "cc",
    [
      ...["-fsyntax-only", "-Wall", "-std=gnu17", "-fno-diagnostics-show-caret", "-x", "c"],
      ...["-isystem", stubs, "-iquote", dirname(file)],
      ...asPlatform(platform),
      ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
      "-",
    ],
    { input: text, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  const words = [...stderr.matchAll(/^<stdin>:\d+:(?:\d+:)? ((?:fatal )?(?:error|warning): .*)$/gm)].map(
    ([, each = ""]) => each,
  );
  // An error in a header that the program brings along has another place.
  const isUnsaid = status !== 0 && !words.some((each) => /error: /.test(each));
  return isUnsaid ? [...words, `error: cc ends with ${status}`] : words;
}

/** What this machine's compiler says of itself, or believes: by a BSD's name its own headers look for others of that system. */
const alsoHere = /^__(LP64|unix|x86_64|aarch64|arm64|i386|FreeBSD|NetBSD|OpenBSD)__$/;

/** The macros by which a program knows its platform. */
function asPlatform(id: PlatformId): string[] {
  const { family, predefines } = platforms[id];
  if (athome.has(family)) return [];
  const own = Object.entries(predefines).filter(([name]) => !alsoHere.test(name));
  return [
    "-U__linux__",
    "-U__linux",
    "-Ulinux",
    "-U__gnu_linux__",
    ...own.map(([name, value]) => `-D${name}=${value}`),
  ];
}
