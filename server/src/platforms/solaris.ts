/** Oracle Solaris 10 and 11: illumos' elder, whose code was the same until 2010. */
import { derive, fact, page } from "./build";
import { illumos } from "./illumos";

const chapter = page("Oracle Solaris Memory Locking", "docs.oracle.com, Memory Locking");
const zones = page("Oracle Solaris resource controls", "docs.oracle.com, zone.max-locked-memory");

export const solaris = derive(illumos, {
  id: "solaris",
  title: "Oracle Solaris",
  basis: "the facts of illumos, whose code was the same until 2010; Oracle's chapters on memory locking",
  predefines: { __sun: "1", __SVR4: "1", __svr4__: "1", __unix__: "1", __x86_64__: "1", __LP64__: "1" },
  // What speaks for Solaris speaks for illumos as well, and a file that shows it is checked for illumos.
  evidence: { headers: [], macros: [], names: [] },
  facts: {
    "limit.default": fact(null, {
      says: "Oracle Solaris has no RLIMIT_MEMLOCK; at boot it allows all but about 10% of memory, and since Solaris 10 8/07 project.max-locked-memory and zone.max-locked-memory may allow less.",
      from: zones("zone.max-locked-memory"),
    }),
    "lock.sharing": fact("held-by-any", {
      says: "A page that several mappings lock stays locked until each has unlocked it, and one whose count reaches 65535 until the system is restarted.",
      from: chapter("65535"),
    }),
  },
});
