/** HP-UX 11i, as far as its documentation was read: for hovers and pages only. */
import { derive, fact, fails, page } from "./build";
import { undocumented } from "./common";
import type { Platform } from "./profile";

const man = page("HP-UX 11i mlock(2)", "HP-UX 11i manual, mlock(2)");
const lockall = page("HP-UX 11i mlockall(2)", "HP-UX 11i manual, mlockall(2)");
const plock = page("HP-UX 11i plock(2)", "HP-UX 11i manual, plock(2)");

const privilege = fact("privilege", {
  requires: "the process must be superuser or belong to a group with the MLOCK privilege",
  otherwise: fails("EPERM"),
  says: "Locking needs the MLOCK privilege, which the superuser has and setprivgrp gives to a group, and fails with EPERM without it.",
  from: man("MLOCK"),
});

export const hpux: Platform = derive(undocumented("hpux"), {
  title: "HP-UX",
  basis: "HP's pages on HP-UX 11i",
  predefines: { __hpux: "1" },
  pageSize: { usual: 4096, least: 4096, most: 4096, byArchitecture: {} },
  evidence: { headers: [], macros: ["__hpux"], names: [] },
  facts: {
    "lock.whole-pages": fact(true, {
      says: "Locks reach from the page boundary before the range to the one after it.",
      from: man(""),
    }),
    "mlock.alignment": fact("round", {
      says: "The lock begins at the page boundary that encloses the address, so any address is accepted.",
      from: man(""),
    }),
    "mlock.mapped": fact("precheck", {
      requires: "every page of the range must be mapped",
      says: "mlock() fails for an invalid address and locks nothing; what was read names no errno.",
      from: man(""),
    }),
    "mlock.privilege": privilege,
    "mlockall.privilege": privilege,
    "mlockall.flags": fact(
      { known: ["MCL_CURRENT", "MCL_FUTURE"], alone: [] },
      {
        says: "MCL_FUTURE does not imply MCL_CURRENT: memory that is mapped already stays as it is.",
        from: lockall("MCL_FUTURE"),
      },
    ),
    "lock.fork": fact("dropped", { says: "Locks are not inherited.", from: man("") }),
    "plock.effect": fact("locks", {
      says: "plock() locks the text, the data or all of a process, fails with ENOMEM where memory is short, and should not be mixed with mlock().",
      from: plock("ENOMEM"),
    }),
  },
});
