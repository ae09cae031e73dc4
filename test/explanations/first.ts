/** Paths of the rules on what a call demands, and on what becomes of its result. */
import type { Told } from "./told";

export const first: readonly Told[] = [
  {
    rule: "misaligned-address",
    platform: "illumos",
    code: `void *other, *block;
static void prepare(void) { other = malloc(100); }
static void *allocate(void) { return malloc(5000); }
static int lock(void *start) { return mlock(start, 5000); }
int main(void) {
    prepare();
    block = allocate();
    return lock(block);
}`,
    path: [
      "7: allocate() is called here",
      "3: malloc() provides the memory here",
      "8: lock() is called here",
    ],
  },
  {
    rule: "misaligned-address",
    platform: "illumos",
    code: `int lock(void) {
    static char area[8192];
    return mlock(area + 1, 4096);
}`,
    path: ["2: area is declared here"],
  },
  {
    rule: "misaligned-address",
    platform: "illumos",
    code: `int lock(void) {
    char *p = mmap(NULL, 8192, PROT_READ, MAP_ANON | MAP_PRIVATE, -1, 0);
    if (p == MAP_FAILED)
        p = malloc(8192);
    return mlock(p, 8192);
}`,
    path: ["2: mmap() has failed on this path", "4: `p` comes from malloc() here"],
  },
  {
    rule: "unmapped-range",
    platform: "linux",
    code: `static char *map(void) { return mmap(NULL, 8192, PROT_READ, MAP_ANON | MAP_PRIVATE, -1, 0); }
int main(void) {
    char *a = map();
    char *b = mmap(NULL, 4096, PROT_READ, MAP_ANON | MAP_PRIVATE, -1, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return 1;
    munmap(b, 4096);
    munmap(a, 8192);
    return mlock(a, 8192);
}`,
    path: ["3: map() is called here", "1: mmap() provides the memory here", "8: the memory is unmapped here"],
  },
  {
    rule: "inaccessible-range",
    platform: "linux",
    code: `int main(void) {
    char *a = mmap(NULL, 8192, PROT_READ, MAP_ANON | MAP_PRIVATE, -1, 0);
    char *b = mmap(NULL, 8192, PROT_READ, MAP_ANON | MAP_PRIVATE, -1, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return 1;
    mprotect(b, 4096, PROT_NONE);
    mprotect(a, 4096, PROT_NONE);
    return mlock(a, 8192);
}`,
    path: ["2: `a` comes from mmap() here", "7: the memory becomes PROT_NONE here"],
  },
  {
    rule: "unreferenced-lazy-touch",
    platform: "qnx7",
    code: `int main(void) {
    char *a = mmap(NULL, 4096, PROT_WRITE, MAP_LAZY | MAP_ANON | MAP_PRIVATE, -1, 0);
    char *b = mmap(NULL, 4096, PROT_WRITE, MAP_LAZY | MAP_ANON | MAP_PRIVATE, -1, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return 1;
    b[0] = 1;
    InterruptDisable();
    b[1] = 1;
    InterruptEnable();
    InterruptDisable();
    a[0] = 1;
    InterruptEnable();
    return 0;
}`,
    path: [
      "2: mmap() maps lazily here: no page exists before it is first referenced",
      "10: interrupts are disabled here, by InterruptDisable()",
    ],
  },
  {
    rule: "not-interrupt-safe",
    platform: "qnx7",
    code: `static char *block;
static void report(void) { puts("late"); }
static const struct sigevent *handler(void *area, int id) { report(); return NULL; }
int main(void) {
    block = malloc(10);
    return InterruptAttach(3, handler, NULL, 0, 0);
}`,
    path: [
      "6: handler() becomes an interrupt handler here and may run from now on",
      "3: report() is called here",
    ],
  },
  {
    rule: "stale-errno",
    platform: "linux",
    code: `static int lock(void *p) { return mlock(p, 4096); }
int keep(void *p, void *q) {
    if (lock(q) == -1)
        return -1;
    if (lock(p) == -1) {
        puts("cannot lock");
        return errno;
    }
    return 0;
}`,
    path: [
      "5: lock() is called here",
      "1: mlock() has failed on this path",
      "6: puts() may change errno here",
    ],
  },
  {
    rule: "missing-privilege",
    platform: "illumos",
    code: `static char page[4096];
static void keep(void) { mlockall(MCL_CURRENT); }
int main(void) {
    char *p = malloc(10);
    if (p)
        keep();
    return 0;
}`,
    path: ["6: keep() is called here"],
  },
  {
    rule: "unchecked-result",
    platform: "linux",
    code: `static int lock(void *p) { return mlock(p, 4096); }
static void keep(void *p) { lock(p); }
int main(void) {
    char *p = malloc(10);
    if (lock(p) == -1)
        return 1;
    keep(p);
    return 0;
}`,
    path: ["7: keep() is called here", "1: mlock() is called here"],
  },
  {
    rule: "wrong-result-test",
    platform: "linux",
    code: `int keep(void *p) {
    int result = mlock(p, 4096);
    if (result == EPERM)
        return 1;
    return 0;
}`,
    path: ["2: mlock() is called here"],
  },
  {
    rule: "bad-flags",
    platform: "linux",
    code: `static int lock(int flags) { return mlockall(flags); }
int main(void) {
    char *p = malloc(10);
    return p ? lock(0) : 1;
}`,
    path: ["4: lock() is called here"],
  },
  {
    rule: "unused-suppression",
    platform: "linux",
    code: "int f(void *p) { return mlock(p, 4096); } // mlock-lint: ignore[unchecked-result] none is left",
    path: [],
  },
];
