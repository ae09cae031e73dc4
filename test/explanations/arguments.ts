/** Paths of the rules on what calls are given, and where they can be had. */
import type { Told } from "./told";

export const givenArguments: readonly Told[] = [
  {
    rule: "bad-length",
    platform: "linux",
    code: `static int hold(void *p, unsigned long n) { return mlock(p, n); }
int use(char *p) {
    unsigned long n = sizeof p;
    return hold(p, n);
}`,
    path: ["3: the length is set here", "4: hold() passes it on to mlock()"],
  },
  {
    rule: "wrong-argument",
    platform: "linux",
    code: `static int hold(void *p, unsigned long n) { return mlock(p, n); }
char *key;
int use(unsigned long n) { return hold(&key, n); }`,
    path: ["3: hold() passes it on to mlock()"],
  },
  {
    rule: "limit-exceeded",
    platform: "freebsd",
    code: `#include <sys/resource.h>
static char pool[65536];
static int allow(void) {
    struct rlimit limit = { 4096, 4096 };
    return setrlimit(RLIMIT_MEMLOCK, &limit);
}
int start(void) {
    if (allow() == -1) return -1;
    return mlock(pool, sizeof pool);
}`,
    path: ["8: allow() is called here", "5: setrlimit() sets the limit here"],
  },
  {
    rule: "unhandled-errno",
    platform: "linux",
    code: `int hold(void *p, unsigned long n) {
    while (mlock(p, n) == -1 && errno == EPERM) ;
    return 0;
}`,
    path: [],
  },
  {
    rule: "unavailable-call",
    platform: "macos",
    code: `int main(void) {
    if (mlockall(MCL_CURRENT) == -1) return 1;
    return 0;
}`,
    path: [],
  },
];
