/** Builds a program with the probe in it, runs it here, and tells how it ended and which of its locks held. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How it is started: with this process's limit and rights, or as somebody who may lock nothing. */
export type Start = "as here" | "may not lock";

export interface Ended {
  /** undefined: it was killed, or does not end. */
  readonly status: number | undefined;
  /** All that it wrote. */
  readonly told: string;
  /** "held mlock 4096", "lost mlockall 12288": each successful lock. */
  readonly locks: readonly string[];
}

export interface Machine {
  /** undefined: it cannot be built. */
  run(text: string, start: Start): Ended | undefined;
  dispose(): void;
}

const wrapped = ["mlock", "mlockall", "munlock", "munlockall", "munmap"];
/** Nobody: a process that root starts as somebody else has no capabilities. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** The machine, or why there is none. */
export function openMachine(): Machine | string {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (spawnSync("cc", ["--version"]).status !== 0) return "there is no cc";
  const folder = mkdtempSync(join(tmpdir(), "repaired-"));
  chmodSync(folder, 0o777);
  const binaries = new Map<string, string>();
  const build = (text: string): string | undefined => {
    const known = binaries.get(text);
    if (known !== undefined) return known;
    const binary = join(folder, `program-${binaries.size}`);
    const options = [
      `-Wl,${wrapped.map((name) => `--wrap=${name}`).join(",")}`,
      "-std=gnu17",
      "-w",
      "-o",
      binary,
    ];
    const source = `${binary}.c`;
    writeFileSync(source, text);
    const { status } = spawnSync("cc", [...options, source, join(process.cwd(), "test", "fixes", "probe.c")]);
    if (status !== 0) return undefined;
    binaries.set(text, binary);
    return binary;
  };
  return {
    run(text, start) {
      const binary = build(text);
      if (binary === undefined) return undefined;
      const probe = join(folder, "probe.txt");
      rmSync(probe, { force: true });
      const limit = start === "may not lock" ? "ulimit -l 0 && " : "";
      const ran = spawnSync("sh", ["-c", `${limit}exec ${binary}`], {
        ...(start === "may not lock" ? somebody : {}),
        encoding: "utf8",
        timeout: 3_000,
        cwd: folder,
        env: { PATH: process.env.PATH, PROBE: probe },
      });
      const locks = existsSync(probe) ? readFileSync(probe, "utf8").trim().split("\n") : [];
      return { status: ran.status ?? undefined, told: `${ran.stdout}${ran.stderr}`, locks };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
