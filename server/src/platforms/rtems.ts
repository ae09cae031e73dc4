/** RTEMS, whose lock calls exist and always fail: for hovers and pages only. */
import { derive, fact, fails, page } from "./build";
import { undocumented } from "./common";
import type { Platform } from "./profile";

const source = page("RTEMS source", "cpukit/posix/src");

const never = (call: string, errno: "ENOMEM" | "EINVAL") =>
  fact("fails", {
    requires: `a program must do without ${call}()`,
    otherwise: fails(errno),
    says: `${call}() always returns -1 with ${errno}.`,
    from: source(errno),
  });
const sets = (call: string, errno: "ENOMEM" | "EINVAL") =>
  fact([errno], { says: `${call}() always sets ${errno}.`, from: source(errno) });

export const rtems: Platform = derive(undocumented("rtems"), {
  title: "RTEMS",
  basis: "the published source (cpukit/posix/src)",
  predefines: { __rtems__: "1" },
  dataModel: "ILP32",
  evidence: { headers: [], macros: ["__rtems__"], names: [] },
  facts: {
    "mlock.effect": never("mlock", "ENOMEM"),
    "munlock.effect": never("munlock", "ENOMEM"),
    "mlockall.effect": never("mlockall", "EINVAL"),
    "munlockall.effect": never("munlockall", "EINVAL"),
    "mlock.errno": sets("mlock", "ENOMEM"),
    "munlock.errno": sets("munlock", "ENOMEM"),
    "mlockall.errno": sets("mlockall", "EINVAL"),
    "munlockall.errno": sets("munlockall", "EINVAL"),
  },
});
