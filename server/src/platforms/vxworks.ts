/** VxWorks, whose lock calls do nothing: for hovers and pages only. */
import { derive, fact, page } from "./build";
import { undocumented } from "./common";
import type { Platform } from "./profile";

const library = page("VxWorks 5.5 mmanPxLib", "VxWorks 5.5 reference manual, mmanPxLib");

const nothing = (call: string) =>
  fact("noop", {
    says: `${call}() returns 0 and does nothing; it belongs to mmanPxLib and is there if the system was built with INCLUDE_POSIX_MEM.`,
    from: library(call),
  });
const noErrors = fact([], { says: "The call does not fail on VxWorks.", from: library("") });

export const vxworks: Platform = derive(undocumented("vxworks"), {
  title: "VxWorks",
  basis: "the reference manual of VxWorks 5.5 (Tornado)",
  predefines: { __VXWORKS__: "1" },
  dataModel: "ILP32",
  evidence: { headers: [], macros: ["__VXWORKS__"], names: [] },
  facts: {
    "mlock.effect": nothing("mlock"),
    "munlock.effect": nothing("munlock"),
    "mlockall.effect": nothing("mlockall"),
    "munlockall.effect": nothing("munlockall"),
    "mlock.errno": noErrors,
    "munlock.errno": noErrors,
    "mlockall.errno": noErrors,
    "munlockall.errno": noErrors,
  },
});
