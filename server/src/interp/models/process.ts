/** What a process does to itself: users, limits, capabilities, other programs, children. */
import { each, kernelCall, kernelQuestion, type Model, quiet } from "./model";

/** Fills what it points to; -1 tells of failure. */
const asks = { ...kernelCall, returns: { low: -1, high: 0 } } as const;
/** Changes the process, and nothing that its arguments point to. */
const changes = { ...kernelQuestion, returns: { low: -1, high: 0 } } as const;
/** It only works on what the library made for it. */
const ofLibrary = { errno: "may-change", changesNothing: true } as const;

/** Another program takes the process over; who comes back has failed. */
export const executing = "execl execlp execle execv execvp execve execvpe fexecve execveat";

export const processModels: readonly Model[] = [
  ...each(executing, {
    errno: "sets",
    blocks: true,
    changesNothing: true,
    returns: { low: -1, high: -1 },
  }),
  // After fork() a child has another number, so they are asked anew each time.
  ...each("getpid getppid gettid getpgrp", {
    errno: "keeps",
    changesNothing: true,
    returns: { low: 0, high: 2 ** 22 },
  }),
  ...each("getuid geteuid getgid getegid", { errno: "keeps", changesNothing: true }),
  ...each("getpgid getsid setpgrp issetugid getauxval", kernelQuestion),
  ...each("umask", { errno: "keeps", changesNothing: true }),
  ...each("setuid seteuid setgid setegid setreuid setresuid setregid setresgid setgroups", changes),
  ...each("initgroups chroot setpgid unshare setns setlogin setpflags", changes),
  ...each("setsid setfsuid setfsgid personality prctl arch_prctl", kernelQuestion),
  ...each("setrlimit setrlimit64 capset", changes),
  ...each("getrlimit getrlimit64 prlimit prlimit64 getrusage capget getresuid getresgid", asks),
  ...each("getgroups getlogin_r getpwuid_r getpwnam_r getgrnam_r", kernelCall),
  ...each("getlogin getpwuid getpwnam getgrnam getgrgid", { ...kernelQuestion }),
  ...each("wait waitpid wait3 wait4 waitid", kernelCall),
  ...each("WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WCOREDUMP", { errno: "keeps", pure: true }),
  ...each("WIFSTOPPED WSTOPSIG WIFCONTINUED", { errno: "keeps", pure: true }),
  ...each("system posix_spawn posix_spawnp", kernelQuestion),
  ...each("acct reboot ptrace vhangup sethostname pivot_root mount umount umount2", kernelQuestion),
  // libcap
  ...each("cap_set_proc cap_drop_bound cap_set_ambient cap_reset_ambient cap_set_mode cap_setuid", changes),
  ...each("cap_get_proc cap_get_pid cap_init cap_dup cap_from_text cap_to_text cap_get_bound", ofLibrary),
  ...each("cap_clear cap_clear_flag cap_set_flag cap_free cap_get_secbits cap_set_secbits", ofLibrary),
  ...each("cap_get_flag cap_from_name cap_compare", { errno: "may-change" }),
  // libcap-ng
  ...each("capng_apply capng_change_id capng_lock capng_get_caps_process", changes),
  ...each("capng_clear capng_fill capng_setpid capng_update capng_updatev", ofLibrary),
  ...each("capng_have_capability capng_have_capabilities", quiet),
];
