/** What this very process may lock: what a program that is started from here would be given. Nothing is executed. */
import { readFileSync } from "node:fs";
import type { ProcessStart } from "../ide/types";

/** Undefined where the system does not tell: on all but Linux. */
export function thisProcess(
  read: (path: string) => string = (path) => readFileSync(path, "utf8"),
): ProcessStart | undefined {
  try {
    const status = read("/proc/self/status");
    const capabilities = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1];
    const [, real, effective] = /^Uid:\s*(\d+)\s+(\d+)/m.exec(status) ?? [];
    const limits = /^Max locked memory\s+(\S+)\s+(\S+)/m.exec(read("/proc/self/limits"));
    if (capabilities === undefined || !limits) return undefined;
    return {
      privileged: holds(capabilities, lockMemory),
      mayRaiseLimit: holds(capabilities, changeResources),
      limit: bytesOf(limits[1]),
      hardLimit: bytesOf(limits[2]),
      ...(real !== undefined && real === effective ? { user: Number(real) } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Bits of a capability set, as <linux/capability.h> numbers them. */
const lockMemory = 14n;
const changeResources = 24n;

const holds = (set: string, bit: bigint): boolean => ((BigInt(`0x${set}`) >> bit) & 1n) === 1n;

const bytesOf = (text: string | undefined): number =>
  text === "unlimited" ? Number.POSITIVE_INFINITY : Number(text);
