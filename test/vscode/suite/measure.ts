/** What the suite measures and prints, and asserts nothing about: how long things take depends on the machine. */
import { execFileSync } from "node:child_process";

export const figures: string[] = [];

export function figure(what: string, value: string): void {
  figures.push(`${what}: ${value}`);
}

/** Of several measured times, in milliseconds: the middle one and the longest. */
export function timesFigure(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  figure(what, `${middle.toFixed(0)} ms (longest of ${times.length}: ${sorted.at(-1)?.toFixed(0)} ms)`);
}

export interface Process {
  readonly id: number;
  /** Resident, in bytes. */
  readonly memory: number;
}

/** The language server that this extension host has started; undefined: there is none now. */
export function serverProcess(): Process | undefined {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,args="], { encoding: "utf8" }).split("\n");
  for (const line of lines) {
    const [, id, parent, kilobytes, command = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === process.pid && /server[/\\]dist[/\\]mlock-lint\.js/.test(command);
    if (isOurs) return { id: Number(id), memory: Number(kilobytes) * 1024 };
  }
  return undefined;
}

export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
