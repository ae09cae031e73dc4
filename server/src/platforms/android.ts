/** Android: the Linux kernel under another C library. */
import { derive, fact, page, silent } from "./build";
import { linux } from "./linux";

const header = page("bionic <sys/mman.h>", "libc/include/sys/mman.h");

export const android = derive(linux, {
  id: "android",
  title: "Android",
  basis: "the facts of Linux, whose kernel it is; bionic's headers",
  predefines: {
    __ANDROID__: "1",
    __linux__: "1",
    __linux: "1",
    __unix__: "1",
    __aarch64__: "1",
    __LP64__: "1",
  },
  pageSize: {
    usual: 4096,
    least: 4096,
    most: 16384,
    byArchitecture: { aarch64: [4096, 16384], arm: [4096], x86_64: [4096, 16384], i386: [4096] },
  },
  constants: { _SC_PAGESIZE: 0x27, _SC_PAGE_SIZE: 0x28 },
  evidence: { headers: [], macros: ["__ANDROID__"], names: [] },
  facts: {
    "limit.default": fact(null, {
      says: "No source that was read names the default RLIMIT_MEMLOCK, which the device's maker sets.",
      from: header(""),
    }),
    "mlock.since": fact("mlockall() and munlockall(): API level 17", {
      says: "The C library has mlockall() and munlockall() since API level 17.",
      from: header("__INTRODUCED_IN(17)"),
    }),
    "lock.feature": silent("No source that was read names a feature macro.", header),
  },
});
