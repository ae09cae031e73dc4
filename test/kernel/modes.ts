/** Who the processes are that make the calls: root with the capability, or nobody within a limit. */
import { readFileSync } from "node:fs";
import { page, type Setting } from "./protocol";

export interface Mode {
  readonly name: ModeName;
  readonly setting: Setting;
  readonly privileged: boolean;
  readonly mayRaiseLimit: boolean;
}

export interface Modes {
  readonly modes: readonly Mode[];
  /** What cannot be run here, and why. */
  readonly left: readonly string[];
}

/** What the process that asks may do. */
interface Rights {
  readonly isRoot: boolean;
  readonly mayLock: boolean;
  readonly mayRaiseLimit: boolean;
  /** RLIMIT_MEMLOCK, hard, bytes; -1: none. */
  readonly hard: number;
}

const fileSize = 8 * page;
const CAP_IPC_LOCK = 14;
const CAP_SYS_RESOURCE = 24;

/** `image`: bytes that the driver itself has mapped. */
export function modesHere(image: number, rights: Rights = rightsHere()): Modes {
  const modes: Mode[] = [];
  const left: string[] = [];
  const hard = rights.hard === -1 ? 2048 * page : rights.hard;
  if (rights.mayLock) {
    const setting: Setting = { nobody: false, keepsCapability: true, soft: hard, hard, fileSize };
    modes.push({ name: "root", setting, privileged: true, mayRaiseLimit: rights.mayRaiseLimit });
  } else {
    left.push("root: this process has no CAP_IPC_LOCK in the first user namespace");
  }
  for (const [name, soft] of limits(image)) {
    if (soft > hard) left.push(`${name}: the hard limit is ${hard} bytes`);
    const setting: Setting = { nobody: rights.isRoot, keepsCapability: false, soft, hard, fileSize };
    if (soft <= hard) modes.push({ name, setting, privileged: false, mayRaiseLimit: false });
  }
  return { modes, left };
}

export const modeNames = [
  "root",
  "limit-0",
  "limit-1-byte",
  "limit-1-page",
  "limit-7-pages",
  "limit-64-pages",
  "limit-image",
] as const;
export type ModeName = (typeof modeNames)[number];

function limits(image: number): readonly (readonly [ModeName, number])[] {
  return [
    ["limit-0", 0],
    ["limit-1-byte", 1],
    ["limit-1-page", page],
    ["limit-7-pages", 7 * page],
    ["limit-64-pages", 64 * page + 100],
    // So that mlockall() is within it at times, and at times not.
    ["limit-image", image + 12 * page],
  ];
}

function rightsHere(): Rights {
  const status = readFileSync("/proc/self/status", "utf8");
  const effective = BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(status)?.[1] ?? "0"}`);
  const has = (capability: number) => ((effective >> BigInt(capability)) & 1n) === 1n;
  // Capabilities of another user namespace lift no limit.
  const isFirstNamespace = /^\s*0\s+0\s+4294967295\s*$/.test(readFileSync("/proc/self/uid_map", "utf8"));
  const hard = /^Max locked memory\s+\S+\s+(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  return {
    isRoot: process.getuid?.() === 0,
    mayLock: isFirstNamespace && has(CAP_IPC_LOCK),
    mayRaiseLimit: isFirstNamespace && has(CAP_SYS_RESOURCE),
    hard: hard === "unlimited" ? -1 : Number(hard ?? 0),
  };
}
