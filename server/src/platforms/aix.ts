/** AIX 7, as far as its documentation was read: for hovers and pages only. */
import { derive, fact, fails, page } from "./build";
import { undocumented } from "./common";
import type { Platform } from "./profile";

const man = page("AIX 7 mlock()", "IBM AIX 7 documentation, mlock subroutine");
const plock = page("AIX 7 plock()", "IBM AIX 7 documentation, plock subroutine");
const headers = page("rust-lang/libc", "src/unix/aix/mod.rs");

const rounds = fact("round", {
  says: "The address is rounded down and the length up to whole pages.",
  from: man(""),
});

export const aix: Platform = derive(undocumented("aix"), {
  title: "AIX",
  basis: "IBM's pages on AIX 7; header constants as rust-lang/libc has them",
  predefines: { _AIX: "1" },
  pageSize: { usual: 4096, least: 4096, most: 65536, byArchitecture: { ppc64: [4096, 65536] } },
  constants: {
    ENOSYS: 109,
    MAP_ANON: 0x10,
    MAP_ANONYMOUS: 0x10,
    MCL_CURRENT: 0x100,
    MCL_FUTURE: 0x200,
    _SC_PAGESIZE: 48,
    _SC_PAGE_SIZE: 48,
  },
  evidence: { headers: [], macros: ["_AIX"], names: [] },
  facts: {
    "mlock.alignment": rounds,
    "munlock.alignment": rounds,
    "lock.whole-pages": fact(true, {
      says: "The range is widened to whole pages.",
      from: man(""),
    }),
    "lock.nesting": fact("flag", {
      says: "One munlock() undoes any number of mlock() calls.",
      from: man(""),
    }),
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        says: "MCL_CURRENT is 0x100 and MCL_FUTURE 0x200, so a literal 1, 2 or 3 is wrong here.",
        from: headers("MCL_CURRENT"),
      },
    ),
    "setrlimit.effect": fact("absent", { says: "AIX has no RLIMIT_MEMLOCK.", from: headers("") }),
    "plock.effect": fact("locks", {
      says: "plock() locks the text, the data or all of a process with TXTLOCK, DATLOCK and PROCLOCK, and unlocks with UNLOCK.",
      from: plock("PROCLOCK"),
    }),
    "plock.state": fact("demand", {
      requires: "what plock() locks must not be locked already, and what it unlocks must be locked",
      otherwise: fails("EINVAL"),
      says: "plock() fails with EINVAL for what is locked already.",
      from: plock("EINVAL"),
    }),
    "plock.privilege": fact("superuser", {
      requires: "the process must be superuser",
      otherwise: fails("EPERM"),
      says: "plock() needs root and fails with EPERM for others.",
      from: plock("EPERM"),
    }),
  },
});
