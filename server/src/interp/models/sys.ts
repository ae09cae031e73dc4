/** <sys/socket.h>, <semaphore.h>, <mqueue.h>, <sys/epoll.h> and other ways to talk and wait; <sys/utsname.h>. */
import { each, kernelCall, kernelQuestion, type Model, object, quiet } from "./model";

export const sysModels: readonly Model[] = [
  ...each("eventfd epoll_create epoll_create1 epoll_ctl inotify_init inotify_init1 signalfd", kernelQuestion),
  ...each("inotify_add_watch inotify_rm_watch kqueue eventfd_write pidfd_open", kernelQuestion),
  ...each("epoll_wait epoll_pwait eventfd_read kevent", kernelCall),
  ...each("sysctlbyname sysctl", kernelCall),
  ...each("sysinfo uname", { ...kernelCall, accesses: [object(0)] }),
  ...each("get_nprocs get_nprocs_conf get_phys_pages get_avphys_pages", kernelQuestion),
  ...each("sem_wait sem_trywait sem_timedwait sem_post sem_close sem_unlink sem_open semget", kernelQuestion),
  ...each("sem_init sem_destroy", { ...kernelCall, accesses: [object(0)] }),
  ...each("sem_getvalue", { ...kernelCall, accesses: [object(1)] }),
  ...each("semop semctl msgget msgrcv msgctl", kernelCall),
  ...each("mq_open mq_close mq_unlink mq_send mq_timedsend msgsnd mq_notify", kernelQuestion),
  ...each("mq_receive mq_timedreceive mq_getattr mq_setattr", kernelCall),
  ...each("socket bind listen connect send sendto sendmsg shutdown setsockopt", kernelQuestion),
  ...each("accept accept4 recv recvfrom recvmsg getsockopt getsockname getpeername", kernelCall),
  ...each("getaddrinfo getnameinfo socketpair getifaddrs", kernelCall),
  ...each("gethostbyname gai_strerror if_nametoindex freeifaddrs", kernelQuestion),
  ...each("FD_ZERO", { errno: "keeps", accesses: [object(0)] }),
  ...each("FD_SET FD_CLR", { errno: "keeps", accesses: [object(1)] }),
  ...each("FD_ISSET inet_addr inet_ntoa freeaddrinfo", quiet),
  ...each("inet_pton inet_ntop inet_aton", { errno: "may-change" }),
  ...each("dlopen dlsym dlclose dlerror", { errno: "may-change", blocks: true, changesNothing: true }),
  ...each("setlocale textdomain bindtextdomain", { errno: "may-change", changesNothing: true }),
  ...each("gettext dgettext ngettext", { errno: "keeps", pure: true }),
  ...each("backtrace backtrace_symbols backtrace_symbols_fd", { errno: "may-change" }),
];
