// platforms: android, illumos, solaris, freebsd, netbsd, openbsd, macos, qnx7, qnx8, posix
// Where sa_handler stands differs.
struct with_handler { struct sigaction action; };
// offsetof(struct sigaction, sa_flags) = ?
// sizeof(struct with_handler) = ?
// sizeof(sigset_t) = ?
// sizeof(siginfo_t) = ?
