/** Cygwin, which locks through Windows: for hovers and pages only. */
import { derive, fact, fails, page } from "./build";
import { undocumented } from "./common";
import type { Platform } from "./profile";

const source = page("Cygwin source", "winsup/cygwin/mm/mmap.cc");

const absent = (call: string) =>
  fact("absent", { says: `Cygwin has no ${call}() and no MCL_* flags.`, from: source("") });
const rounds = fact("round", {
  says: "The range is widened to the allocation granularity of 64 KiB, so any address is accepted.",
  from: source(""),
});

export const cygwin: Platform = derive(undocumented("cygwin"), {
  title: "Cygwin",
  basis: "the published source (winsup/cygwin)",
  predefines: { __CYGWIN__: "1", __unix__: "1", __x86_64__: "1", __LP64__: "1" },
  pageSize: { usual: 65536, least: 65536, most: 65536, byArchitecture: { x86_64: [65536] } },
  evidence: { headers: [], macros: ["__CYGWIN__"], names: [] },
  facts: {
    "mlock.effect": fact("locks", {
      says: "mlock() locks through NtLockVirtualMemory().",
      from: source("NtLockVirtualMemory"),
    }),
    "mlockall.effect": absent("mlockall"),
    "munlockall.effect": absent("munlockall"),
    "mlock.alignment": rounds,
    "munlock.alignment": rounds,
    "lock.whole-pages": fact(true, {
      says: "The range is widened to the allocation granularity of 64 KiB.",
      from: source(""),
    }),
    "mlock.limit": fact("fails", {
      requires: "the locked memory must fit into the working set of the process",
      otherwise: fails("ENOMEM"),
      says: "mlock() enlarges the working set of the process where its quota is too small, and fails with ENOMEM if that does not help.",
      from: source(""),
    }),
    "mlockall.flags": fact(
      { known: [], alone: [] },
      { says: "Cygwin has no mlockall() and no MCL_* flags.", from: source("") },
    ),
  },
});
