/** <unistd.h>, <fcntl.h>, <sys/stat.h>, <sys/ioctl.h>, <dirent.h>, <poll.h>: files and descriptors. */
import { argument, each, kernelCall, kernelQuestion, type Model, object, quiet } from "./model";

const reads = {
  errno: "may-change",
  blocks: true,
  accesses: [{ argument: 1, length: argument(2), kind: "write" }],
} as const;

export const unistdModels: readonly Model[] = [
  ...each("sysconf getpagesize pathconf fpathconf", quiet),
  ...each("close lseek lseek64 dup dup2 dup3 truncate fsync fdatasync sync syncfs closefrom", kernelQuestion),
  ...each("close_range fcntl64 lockf flock posix_fadvise readahead sync_file_range", kernelQuestion),
  ...each("unlink unlinkat mkdir mkdirat rmdir access faccessat chdir fchdir symlink link", kernelQuestion),
  ...each("chmod fchmod fchmodat chown fchown lchown isatty pause kill raise killpg", kernelQuestion),
  ...each("mknod mkfifo utime utimes futimens utimensat sigqueue tgkill tcsetpgrp", kernelQuestion),
  ...each("opendir fdopendir readdir closedir rewinddir dirfd ttyname ctermid", kernelQuestion),
  ...each("pipe pipe2", kernelCall),
  ...each("stat fstat lstat stat64 fstat64 statfs fstatfs statvfs fstatvfs tcgetattr", {
    ...kernelCall,
    accesses: [object(1)],
  }),
  ...each("fstatat", { ...kernelCall, accesses: [object(2)] }),
  ...each("select poll ppoll pselect ioctl fcntl gethostname getdomainname getcwd", kernelCall),
  ...each("tcsetattr confstr ttyname_r copy_file_range splice", kernelCall),
  ...each("readlink readlinkat", reads),
  ...each("write pwrite pwrite64 writev pwritev sendfile", kernelQuestion),
  ...each("read pread pread64", reads),
  ...each("readv preadv", kernelCall),
  ...each("getpass getpassphrase", kernelQuestion),
  ...each("getpass_r readpassphrase", reads),
  { name: "getrandom", errno: "may-change", accesses: [{ argument: 0, length: argument(1), kind: "write" }] },
  ...each("getopt getopt_long getopt_long_only getsubopt", { errno: "may-change", logs: true }),
];
