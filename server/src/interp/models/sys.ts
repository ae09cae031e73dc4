/** <sys/resource.h>, <sched.h>, <time.h>, <semaphore.h>, sockets. */
import { each, kernelCall, kernelQuestion, type Model, quiet } from "./model";

export const sysModels: readonly Model[] = [
  ...each("sleep usleep nanosleep clock_nanosleep delay", kernelQuestion),
  ...each(
    "clock_gettime clock_getres gettimeofday time times clock_settime timer_create timer_settime",
    kernelCall,
  ),
  ...each("timerfd_create timerfd_settime eventfd epoll_create1 epoll_ctl inotify_init", kernelQuestion),
  ...each("epoll_wait getitimer setitimer", kernelCall),
  ...each("localtime gmtime mktime strftime localtime_r gmtime_r difftime", { errno: "may-change" }),
  ...each(
    "sched_setscheduler sched_getscheduler sched_setparam sched_yield setpriority nice",
    kernelQuestion,
  ),
  ...each("sched_get_priority_max sched_get_priority_min sched_setaffinity sched_getcpu", kernelQuestion),
  ...each(
    "sched_getaffinity sched_getparam sched_rr_get_interval getrlimit getrusage sysctlbyname",
    kernelCall,
  ),
  ...each("sysinfo uname getpriority", kernelCall),
  ...each("sem_wait sem_trywait sem_timedwait sem_post sem_close sem_unlink sem_open", kernelQuestion),
  ...each("sem_init sem_destroy", kernelCall),
  ...each("socket bind listen connect send sendto sendmsg shutdown setsockopt", kernelQuestion),
  ...each("accept accept4 recv recvfrom recvmsg getsockopt getsockname getaddrinfo socketpair", kernelCall),
  ...each("CPU_ZERO CPU_SET", { errno: "keeps" }),
  ...each("CPU_ISSET CPU_COUNT inet_addr inet_ntoa freeaddrinfo", quiet),
  ...each("inet_pton inet_ntop", { errno: "may-change" }),
];
