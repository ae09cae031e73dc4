/** Paths of the rules on who may lock, on the whole process, on real time and on signals. */
import type { Told } from "./told";

export const privileges: readonly Told[] = [
  {
    rule: "dropped-privilege",
    platform: "linux",
    code: `static int become(int user) { return setuid(user); }
int main(void) {
    char *p;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) return 1;
    if (become(1000) == -1) return 1;
    p = malloc(4096);
    return p == NULL;
}`,
    path: [
      "4: mlockall() locks it here",
      "5: become() is called here",
      "1: setuid() gives the privilege up here",
    ],
  },
  {
    rule: "incomplete-mlockall",
    platform: "linux",
    code: `static char *make(void) { return mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }
int main(void) {
    char *area = make();
    if (area == MAP_FAILED) return 1;
    return mlockall(MCL_FUTURE) == -1;
}`,
    path: ["3: make() is called here", "1: mmap() provides the memory here"],
  },
  {
    rule: "broken-guarantee",
    platform: "linux",
    code: `static int hold(void *p) { return mlock(p, 8192); }
int f(void) {
    char *p = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || hold(p) == -1) return -1;
    return madvise(p, 8192, MADV_DONTNEED);
}`,
    path: ["3: `p` comes from mmap() here", "4: hold() is called here", "1: mlock() locks it here"],
  },
  {
    rule: "not-signal-safe",
    platform: "linux",
    code: `void *signal(int, void (*)(int));
static char *p;
static void drop(void) { free(p); }
static void on_term(int n) { drop(); }
int main(void) {
    p = malloc(9);
    signal(SIGTERM, on_term);
    return mlockall(MCL_CURRENT) == -1;
}`,
    path: ["7: on_term() becomes a signal handler here and may run from now on", "4: drop() is called here"],
  },
  {
    rule: "unlocked-realtime",
    platform: "linux",
    code: `int sched_yield(void);
static int hurry(const struct sched_param *p) { return sched_setscheduler(0, SCHED_FIFO, p); }
int main(void) {
    return hurry(NULL);
}`,
    path: ["4: hurry() is called here"],
  },
  {
    rule: "unfaulted-stack",
    platform: "linux",
    code: `static int hurry(const struct sched_param *p) { return sched_setscheduler(0, SCHED_FIFO, p); }
int main(void) {
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) return 1;
    return hurry(NULL);
}`,
    path: ["4: hurry() is called here"],
  },
  {
    rule: "unchecked-allocation",
    platform: "linux",
    code: `static int hold(void) { return mlockall(MCL_FUTURE); }
int f(void) {
    char *p;
    if (hold() == -1) return -1;
    p = malloc(9);
    p[0] = 1;
    free(p);
    return 0;
}`,
    path: ["4: hold() is called here", "1: mlockall() locks it here"],
  },
  {
    rule: "cancelled-implicit-lock",
    platform: "qnx7",
    code: `static int lazily(int area, unsigned flags) { return shm_ctl(area, flags, 0, 4096); }
int f(int area) {
    InterruptDisable();
    InterruptEnable();
    return lazily(area, SHMCTL_ANON | SHMCTL_LAZY);
}`,
    path: ["5: lazily() is called here"],
  },
  {
    rule: "oversized-lock",
    platform: "linux",
    code: `static char key[32];
int main(void) {
    if (mlockall(MCL_CURRENT) == -1) return 1;
    bzero(key, sizeof key);
    return 0;
}`,
    path: ["1: key is declared here"],
  },
];
