/** Headers of systems that are not here, made from what the project knows of them, for a compiler's look at repaired programs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { headersOf } from "../../server/src/headers";
import type { PlatformId } from "../../server/src/ide/types";
import { platforms } from "../../server/src/platforms";

/** One header of a system: what of the project's declarations and constants stands in it. Nothing else does. */
interface Stub {
  readonly functions?: RegExp;
  readonly types?: RegExp;
  readonly constants?: RegExp;
  /** Headers that it includes on that system. */
  readonly includes?: readonly string[];
  /** Names that have no number in the tables: strings, macros with arguments. */
  readonly text?: string;
}

/** Numbers of their own: the tables have the one ability that locks memory. */
const otherAbility = (name: string, index: number): string => `#define PROCMGR_AID_${name} ${index + 1}`;

const qnx: Readonly<Record<string, Stub>> = {
  "errno.h": { constants: /^EOK$/ },
  "sys/mman.h": {
    functions: /^(shm_ctl|mem_offset$|mmap_device_|munmap_device_)/,
    constants: /^(MAP_|SHMCTL_|NOFD$|PROT_)/,
    includes: ["stdint.h", "sys/types.h"],
  },
  "sys/neutrino.h": {
    functions:
      /^(Thread(Ctl|Join|Destroy|Cancel|Detach)|Interrupt(?!Hook)|InterruptHookTrace|SchedYield|ClockCycles|TraceEvent|Channel|Connect)/,
    types: /intrspin/,
    constants: /^_NTO_/,
    includes: ["signal.h", "stdint.h", "sys/types.h"],
    text: "#define SIGEV_INTR_INIT(event) ((event)->sigev_notify = 0)",
  },
  "sys/procmgr.h": {
    functions: /^procmgr_(ability|daemon|guardian)/,
    constants: /^PROCMGR_/,
    includes: ["sys/types.h"],
    text: ["IO", "INTERRUPT", "FORK"].map(otherAbility).join("\n"),
  },
  "hw/inout.h": { functions: /^(in|out)(be)?(8|16|32)$/, includes: ["stdint.h"] },
};

const sunos: Readonly<Record<string, Stub>> = {
  "priv.h": {
    functions:
      /^(priv_set|setppriv|getppriv|priv_(alloc|str_to|free|empty|fill|basic|copy)set|priv_(add|del)set)$/,
    types: /\bpriv_/,
    constants: /^PRIV_/,
    text: [
      ...["Effective", "Permitted", "Inheritable", "Limit"],
      ...["proc_lock_memory", "proc_fork", "proc_prioup", "proc_priocntl", "sys_time"],
    ]
      .map((name) => `#define PRIV_${name.toUpperCase()} "${name}"`)
      .join("\n"),
  },
  "sys/mman.h": {
    functions: /^memcntl$/,
    constants: /^(MC_|PROC_|SHARED$|PRIVATE$)/,
    includes: ["sys/types.h"],
  },
  "rctl.h": {
    functions: /^(getrctl|setrctl|rctlblk_\w+)$/,
    types: /\b(rctl|uint_t\b)/,
    includes: ["stdint.h", "sys/types.h"],
    text: ["#define RCTL_FIRST 0", "#define RCTL_NEXT 1", "#define RCTL_REPLACE 3"].join("\n"),
  },
  "sys/lock.h": { functions: /^plock$/, constants: /^(UNLOCK|PROCLOCK|TXTLOCK|DATLOCK)$/ },
};

const apple: Readonly<Record<string, Stub>> = {
  "string.h": { text: "int memset_s(void *at, size_t room, int value, size_t count);" },
};

const freebsd: Readonly<Record<string, Stub>> = { "strings.h": { functions: /^explicit_bzero$/ } };
const netbsd: Readonly<Record<string, Stub>> = { "string.h": { functions: /^explicit_memset$/ } };

const byFamily: Readonly<Record<string, Readonly<Record<string, Stub>>>> = {
  qnx,
  sunos,
  macos: apple,
  freebsd,
  netbsd,
};

/** The headers that are written for a platform. */
export const stubNames = (id: PlatformId): readonly string[] =>
  Object.keys(byFamily[platforms[id].family] ?? {});

/** Writes the platform's own headers below `folder`; each also has what this machine's header of the name has. */
export function writeStubs(folder: string, id: PlatformId): void {
  const platform = platforms[id];
  for (const [name, stub] of Object.entries(byFamily[platform.family] ?? {})) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stubText(name, stub, id));
  }
}

function stubText(name: string, { functions, types, constants, includes = [], text }: Stub, id: PlatformId) {
  const { constants: numbers } = platforms[id];
  const headers = headersOf(platforms[id]);
  const prototypes = [...headers.functions].filter(([each]) => functions?.test(each));
  const lines = headers.types.split("\n").filter((line) => types?.test(line));
  return [
    "#pragma once",
    ...[name, ...includes].flatMap((each) => [
      `#if __has_include_next(<${each}>)`,
      `#include_next <${each}>`,
      "#endif",
    ]),
    ...lines,
    ...prototypes.map(([, prototype]) => prototype),
    ...Object.entries(numbers)
      .filter(([each]) => constants?.test(each))
      .map(([each, value]) => `#ifndef ${each}\n#define ${each} (${value})\n#endif`),
    ...(text === undefined ? [] : [text]),
    "",
  ].join("\n");
}
