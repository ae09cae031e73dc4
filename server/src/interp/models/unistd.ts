/** <unistd.h>, <fcntl.h>, <sys/stat.h>, <sys/wait.h>, <sys/ioctl.h>: processes and files. */
import { argument, each, kernelCall, kernelQuestion, type Model, quiet } from "./model";

export const unistdModels: readonly Model[] = [
  ...each("execl execlp execle execv execvp execve execvpe fexecve", {
    errno: "sets",
    blocks: true,
    changesNothing: true,
    returns: { low: -1, high: -1 },
  }),
  ...each("getpid getppid getuid geteuid getgid getegid gettid umask sysconf getpagesize", quiet),
  ...each("close lseek dup dup2 dup3 truncate fsync fdatasync", kernelQuestion),
  ...each(
    "unlink unlinkat mkdir rmdir access chdir fchdir setsid setpgid symlink link chmod fchmod",
    kernelQuestion,
  ),
  ...each("chown fchown isatty daemon pause alarm kill raise killpg", kernelQuestion),
  ...each(
    "pipe pipe2 stat fstat lstat wait waitpid wait4 waitid select poll ppoll pselect ioctl",
    kernelCall,
  ),
  ...each("fcntl gethostname getcwd readlink", kernelCall),
  ...each("write pwrite writev sendfile", kernelQuestion),
  ...["read", "pread"].map(
    (name): Model => ({
      name,
      errno: "may-change",
      blocks: true,
      accesses: [{ argument: 1, length: argument(2), kind: "write" }],
    }),
  ),
  ...each("setuid seteuid setgid setegid setreuid setresuid setregid setresgid setgroups", kernelQuestion),
  ...each("initgroups chroot prctl capset unshare", kernelQuestion),
  ...each("capget getresuid getgroups", kernelCall),
  ...each("getopt getopt_long getopt_long_only getsubopt", { errno: "may-change", logs: true }),
];
