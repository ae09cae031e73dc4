/** Paths of the rules on what the program does with its locks. */
import type { Told } from "./told";

export const locks: readonly Told[] = [
  {
    rule: "missing-feature-macro",
    platform: "linux",
    code: `#define _GNU_SOURCE
int use(void *p) { return mlock2(p, 64, MLOCK_ONFAULT); }`,
    path: [],
  },
  {
    rule: "hard-coded-page-size",
    platform: "linux",
    code: `int use(char *p) { return mlock((void *)((unsigned long)p & ~4095UL), 64); }`,
    path: [],
  },
  {
    rule: "weak-lock",
    platform: "linux",
    code: `static char *ring(void) {
    return mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
}
int use(const struct sched_param *how) {
    char *p = ring();
    if (p == MAP_FAILED || sched_setscheduler(0, SCHED_FIFO, how) == -1) return -1;
    p[0] = 1;
    return 0;
}`,
    path: [
      "5: ring() is called here",
      "2: mmap() provides the memory here",
      "6: sched_setscheduler() asks for a real-time policy here",
    ],
  },
  {
    rule: "mismatched-unlock",
    platform: "linux",
    code: `static char *pages(size_t n) { return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }
static void drop(char *p) { (void)munlock(p + 8192, 4096); }
int use(void) {
    char *p = pages(12288);
    if (p == MAP_FAILED || mlock(p, 4096) == -1) return -1;
    drop(p);
    return munmap(p, 12288);
}`,
    path: [
      "4: pages() is called here",
      "1: mmap() provides the memory here",
      "5: mlock() locks it here",
      "6: drop() is called here",
    ],
  },
  {
    rule: "nested-lock-assumed",
    platform: "linux",
    code: `int use(void) {
    char *p = valloc(4096);
    if (!p || mlock(p, 4096) == -1 || mlock(p, 4096) == -1) return -1;
    (void)munlock(p, 4096);
    p[0] = 1;
    (void)munlock(p, 4096);
    return 0;
}`,
    path: [
      "2: `p` comes from valloc() here",
      "3: mlock() locks it here",
      "3: mlock() locks it here",
      "4: munlock() unlocks it here",
    ],
  },
  {
    rule: "shared-page-unlock",
    platform: "linux",
    code: `int use(void) {
    char *p = valloc(4096);
    if (!p || mlock(p, 64) == -1 || mlock(p + 64, 64) == -1) return -1;
    (void)munlock(p, 64);
    p[64] = 1;
    return munlock(p + 64, 64);
}`,
    path: [
      "2: `p` comes from valloc() here",
      "3: mlock() locks it here",
      "3: mlock() locks it here",
      "4: munlock() unlocks it here",
    ],
  },
  {
    rule: "partial-lock-kept",
    platform: "linux",
    code: `static void drop(char *p) { free(p); }
int use(void) {
    char *p = valloc(8192);
    if (!p) return -1;
    if (mlock(p, 8192) == 0) return 0;
    drop(p);
    return -1;
}`,
    path: ["3: `p` comes from valloc() here", "6: drop() is called here"],
  },
  {
    rule: "leaked-lock",
    platform: "linux",
    code: `static void drop(char *p) { free(p); }
int use(void) {
    char *p = valloc(4096);
    char *q = valloc(4096);
    if (!p || !q || mlock(p, 4096) == -1) return -1;
    drop(p);
    return 0;
}`,
    path: ["3: `p` comes from valloc() here", "5: mlock() locks it here", "6: drop() is called here"],
  },
  {
    rule: "lost-lock",
    platform: "linux",
    code: `static char key[4096];
int main(void) {
    if (mlock(key, sizeof key) == -1) return 1;
    if (fork() == 0) key[0] = 1;
    return 0;
}`,
    path: ["3: mlock() locks it here", "4: fork() here: from now on this is the child, which holds no locks"],
  },
  {
    rule: "unwiped-secret",
    platform: "linux",
    code: `static char secret_key[64];
static void set(char c) { secret_key[0] = c; }
int f(char c) {
    if (mlock(secret_key, 64) == -1) return -1;
    set(c);
    return munlock(secret_key, 64);
}`,
    path: ["4: mlock() locks it here"],
  },
];
