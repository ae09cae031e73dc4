/** Functions that a signal handler may call. What an interrupt handler may call is a fact of the platform. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * "Async-signal-safe" in POSIX.1-2017, System Interfaces 2.4.3, as signal-safety(7) lists it. POSIX.1-2024 took fork() out:
 * it may run handlers that pthread_atfork() was given.
 */
const asyncSignalSafe = words(`
  abort accept access aio_error aio_return aio_suspend alarm bind cfgetispeed cfgetospeed cfsetispeed cfsetospeed chdir
  chmod chown clock_gettime close connect creat dup dup2 execl execle execv execve _exit _Exit faccessat fchdir fchmod
  fchmodat fchown fchownat fcntl fdatasync fexecve ffs fork fstat fstatat fsync ftruncate futimens getegid geteuid getgid
  getgroups getpeername getpgrp getpid getppid getsockname getsockopt getuid htonl htons kill link linkat listen longjmp
  lseek lstat memccpy memchr memcmp memcpy memmove memset mkdir mkdirat mkfifo mkfifoat mknod mknodat ntohl ntohs open
  openat pause pipe poll posix_trace_event pselect pthread_kill pthread_self pthread_sigmask raise read readlink readlinkat
  recv recvfrom recvmsg rename renameat rmdir select sem_post send sendmsg sendto setgid setpgid setsid setsockopt setuid
  shutdown sigaction sigaddset sigdelset sigemptyset sigfillset sigismember siglongjmp signal sigpause sigpending
  sigprocmask sigqueue sigset sigsuspend sleep sockatmark socket socketpair stat stpcpy stpncpy strcat strchr strcmp strcpy
  strcspn strlen strncat strncmp strncpy strnlen strpbrk strrchr strspn strstr strtok_r symlink symlinkat tcdrain tcflow
  tcflush tcgetattr tcgetpgrp tcsendbreak tcsetattr tcsetpgrp time timer_getoverrun timer_gettime timer_settime times umask
  uname unlink unlinkat utime utimensat utimes wait waitpid wcpcpy wcpncpy wcscat wcschr wcscmp wcscpy wcscspn wcslen
  wcsncat wcsncmp wcsncpy wcsnlen wcspbrk wcsrchr wcsspn wcsstr wcstok wmemchr wmemcmp wmemcpy wmemmove wmemset write
`);

const signalSafe: ReadonlySet<string> = new Set(asyncSignalSafe);

/** May a signal handler call it, on every POSIX system? */
export const isSignalSafe = (name: string): boolean => signalSafe.has(name);
