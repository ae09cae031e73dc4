// platforms: linux, android, illumos, solaris, freebsd, netbsd, openbsd, macos, qnx7, qnx8
// sizeof(struct timespec) = 16
// sizeof(struct timeval) = 16
// sizeof(struct itimerspec) = 32
// sizeof(struct rlimit) = 16
// sizeof(uid_t) = 4
// sizeof(wchar_t) = 4
