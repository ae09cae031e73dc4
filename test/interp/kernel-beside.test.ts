/** Calls that the simulator answers beside locks and mappings: what follows from them, on one path or on several. */
import { describe, expect, test } from "vitest";
import { type Given, shown, sights } from "./shown";

const ample: Given = { begin: { memory: "ample", privileged: true } };
const page = `char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);`;

describe("memory", () => {
  test("locked memory refuses advice that would drop it", () => {
    expect(
      shown(
        `${page} mlock(p, 4096); show(1, madvise(p, 8192, MADV_DONTNEED));
        munlock(p, 8192); show(2, madvise(p, 8192, MADV_DONTNEED)); 
        show(4, madvise(p + 1, 4096, MADV_DONTNEED)); show(5, posix_madvise(p + 1, 4096, POSIX_MADV_WILLNEED));`,
        ample,
      ),
    ).toEqual({ 1: [-1], 2: [0], 4: [-1], 5: [22] });
  });

  test("msync() of locked memory", () => {
    expect(
      shown(
        `${page} show(1, msync(p, 4096, MS_SYNC | MS_INVALIDATE)); mlock(p, 1); show(2, msync(p, 4096, MS_SYNC | MS_INVALIDATE));`,
        ample,
      ),
    ).toEqual({ 1: [0], 2: [-1] });
  });

  test("a mapping that may move takes its contents along, and the old place may be gone", () => {
    const moved = `${page} p[0] = 7; char *q = mremap(p, 8192, 16384, MREMAP_MAYMOVE); if (q == MAP_FAILED) return 1;`;
    expect(
      shown(`${moved} show(1, q[0]); show(2, mlock(q, 16384)); show(3, mlock(p, 4096));`, ample),
    ).toEqual({
      1: [7],
      2: [0],
      3: [-1, 0],
    });
    expect(shown(`${page} show(1, mremap(p, 8192, 4096, 0) == p); show(2, mlock(p, 8192));`, ample)).toEqual({
      1: [1],
      2: [-1],
    });
  });

  test("what lies behind a mapping nobody knows, so it may not grow", () => {
    expect(shown(`${page} show(1, mremap(p, 8192, 12288, 0) == MAP_FAILED);`, ample)).toEqual({ 1: [0, 1] });
  });

  test("a descriptor's object has the size that it was given", () => {
    const file = `int fd = memfd_create("x", 0); if (fd < 0) return 1; show(1, ftruncate(fd, 4096));
      char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0); if (p == MAP_FAILED) return 1;`;
    expect(shown(`${file} show(2, mlock(p, 4096)); show(3, mlock(p, 8192));`, ample)).toEqual({
      1: [0],
      2: [0],
      3: [-1],
    });
  });

  test("a mapping of an unknown descriptor may fail", () => {
    const map = (fd: string) => `show(1, mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, ${fd}, 0) == MAP_FAILED);`;
    expect(shown(map("-1"), ample)).toEqual({ 1: [0, 1] });
    expect(shown(map(`open("f", O_RDONLY)`), ample)).toEqual({ 1: [0, 1] });
  });
});

describe("privileges", () => {
  const state = (body: string, given: Given) =>
    sights(`void show(int place, long value);\nint main(void) { ${body} show(1, 0); return 0; }`, given)
      .get(1)
      ?.map(({ state: { privilege, world } }) => `${privilege} ${world.privileged}`);

  test("root that becomes somebody else has lost the privilege", () => {
    expect(state("setuid(1000);", ample)).toEqual(["lost false"]);
    expect(state("seteuid(1000); seteuid(0);", ample)).toContain("lost unknown");
    expect(state("setreuid(1000, -1);", ample)).toEqual(["not-seen true"]);
    expect(state("setgid(1000);", ample)).toEqual(["not-seen true"]);
  });

  test("capset() without CAP_IPC_LOCK", () => {
    const data = (effective: string) =>
      `unsigned head[2] = { 0x20080522, 0 }, data[6] = { ${effective} }; if (capset(head, data) != 0) return 1;`;
    expect(state(data("0"), ample)).toEqual(["lost false"]);
    expect(state(data("1 << 14"), ample)).toEqual(["seen true"]);
  });

  test("a branch on the effective user, where root alone may lock", () => {
    const ask = (test: string) => `if (!(${test})) return 1;`;
    expect(state(ask("geteuid() == 0"), { platform: "qnx6" })).toEqual(["seen true"]);
    expect(state(ask("geteuid() != 0"), { platform: "qnx6" })).toEqual(["seen false"]);
    expect(state(`uid_t user = geteuid(); ${ask("user == 0")}`, { platform: "qnx6" })).toEqual(["seen true"]);
    expect(state(ask("geteuid() == 0"), { platform: "linux" })).toEqual(["seen unknown"]);
  });

  test("QNX abilities and illumos privileges", () => {
    const ability = (operation: string) =>
      `if (procmgr_ability(0, PROCMGR_ADN_NONROOT | ${operation} | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) != 0) return 1;`;
    expect(state(ability("PROCMGR_AOP_ALLOW"), { platform: "qnx7" })).toEqual(["seen true"]);
    expect(state(ability("PROCMGR_AOP_DENY"), { platform: "qnx7" })).toEqual(["lost false"]);
    const set = (operation: string) =>
      `if (priv_set(${operation}, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) != 0) return 1;`;
    expect(state(set("PRIV_ON"), { platform: "illumos" })).toEqual(["seen true"]);
    expect(state(set("PRIV_OFF"), { platform: "illumos" })).toEqual(["lost false"]);
  });
});

describe("limits", () => {
  const poor: Given = {
    begin: { memory: "ample", privileged: false, limit: 8192, hardLimit: 65536, mayRaiseLimit: false },
  };
  const set = (soft: string, hard: string) =>
    `struct rlimit r = { ${soft}, ${hard} }; show(1, setrlimit(RLIMIT_MEMLOCK, &r));`;

  test("what getrlimit() says", () => {
    const ask = `struct rlimit r; show(1, getrlimit(RLIMIT_MEMLOCK, &r)); show(2, r.rlim_cur); show(3, r.rlim_max);`;
    expect(shown(ask, poor)).toEqual({ 1: [0], 2: [8192], 3: [65536] });
    expect(shown(ask)).toEqual({ 1: [0], 2: "?", 3: "?" });
    expect(shown(ask.replace("MEMLOCK", "NOFILE"), poor)).toEqual({ 1: "?", 2: "?", 3: "?" });
    expect(
      shown(
        `${set("RLIM_INFINITY", "RLIM_INFINITY")} getrlimit(RLIMIT_MEMLOCK, &r); show(2, r.rlim_cur == RLIM_INFINITY);`,
        {
          begin: { memory: "ample", privileged: true, mayRaiseLimit: true, limit: 1, hardLimit: 1 },
        },
      ),
    ).toEqual({ 1: [0], 2: [1] });
  });

  test("a limit that the program sets binds it", () => {
    expect(
      shown(`${set("4096", "4096")} ${page} show(2, mlock(p, 8192)); show(3, mlock(p, 1));`, poor),
    ).toMatchObject({
      1: [0],
      2: [-1],
    });
    expect(shown(set("8192", "131072"), poor)).toEqual({ 1: [-1] });
    expect(shown(set("8192", "4096"), poor)).toEqual({ 1: [-1] });
  });

  test("prlimit() of this process asks and sets at once", () => {
    expect(
      shown(
        `struct rlimit a = { 0, 65536 }, b; show(1, prlimit(0, RLIMIT_MEMLOCK, &a, &b)); show(2, b.rlim_cur);
        show(3, prlimit(0, RLIMIT_MEMLOCK, NULL, &b)); show(4, b.rlim_cur);`,
        poor,
      ),
    ).toEqual({ 1: [0], 2: [8192], 3: [0], 4: [0] });
  });
});

test("a system call by its number is the call", () => {
  expect(
    shown(
      `${page} show(1, syscall(SYS_mlock, p, 4096)); show(2, syscall(__NR_mlockall, 0)); show(3, syscall(SYS_brk, p));`,
      ample,
    ),
  ).toEqual({ 1: [0], 2: [-1], 3: "?" });
});
