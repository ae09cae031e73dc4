/** <sched.h>, <sys/resource.h>, <time.h>, timers: who runs when. */
import { each, kernelCall, kernelQuestion, type Model, object, quiet } from "./model";

/** It asks the kernel, and fills one object with the answer. */
const fills = (index: number): Omit<Model, "name"> => ({ ...kernelCall, accesses: [object(index)] });

export const scheduleModels: readonly Model[] = [
  ...each("sched_setscheduler sched_setparam sched_setattr sched_setaffinity setpriority", kernelQuestion),
  ...each("sched_getscheduler sched_get_priority_max sched_get_priority_min sched_getcpu", kernelQuestion),
  ...each("sched_yield nice getcpu ioprio_set ioprio_get SchedYield", kernelQuestion),
  ...each("sched_getaffinity sched_getattr getpriority", kernelCall),
  ...each("sched_getparam sched_rr_get_interval", fills(1)),
  ...each("processor_bind pset_bind priocntl thr_setprio thr_setconcurrency", kernelQuestion),
  ...each("sleep usleep nanosleep clock_nanosleep delay thrd_sleep thrd_yield", kernelQuestion),
  ...each("clock_gettime clock_getres timer_gettime getitimer timerfd_gettime", fills(1)),
  ...each("gettimeofday time times ftime timespec_get", fills(0)),
  ...each("clock_settime settimeofday stime adjtime adjtimex clock_adjtime", kernelCall),
  ...each("timer_create setitimer", fills(2)),
  ...each("timer_settime", fills(3)),
  ...each("timer_delete timer_getoverrun alarm ualarm", kernelQuestion),
  ...each("timerfd_create timerfd_settime", kernelQuestion),
  ...each("localtime gmtime mktime strftime localtime_r gmtime_r asctime ctime ctime_r timegm", {
    errno: "may-change",
  }),
  ...each("strptime tzset", { errno: "may-change" }),
  ...each("clock difftime", { errno: "keeps", changesNothing: true }),
  ...each("gethrtime gethrvtime mach_absolute_time", { errno: "keeps", changesNothing: true }),
  // They are macros that change the set that they are given.
  ...each("CPU_ZERO CPU_SET CPU_CLR CPU_AND CPU_OR CPU_XOR CPU_ZERO_S CPU_SET_S CPU_CLR_S", {
    errno: "keeps",
  }),
  ...each("CPU_ISSET CPU_COUNT CPU_EQUAL CPU_ISSET_S CPU_COUNT_S", quiet),
];
