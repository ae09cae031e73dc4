// platforms: linux, android, illumos, solaris, freebsd, netbsd, openbsd, macos, qnx7, qnx8, posix
// Alike wherever a long has 64 bits; `?` where headers do not agree, or where only some do.
struct with_lock { char a; pthread_mutex_t lock; char b; };
extern struct sched_param parameters;
// sizeof(size_t) = 8
// sizeof(ssize_t) = 8
// (ssize_t)-1 = -1
// sizeof(off_t) = 8
// sizeof(int64_t) = 8
// sizeof(intmax_t) = 8
// sizeof(uint_least32_t) = 4
// sizeof(uintptr_t) = 8
// sizeof(pid_t) = 4
// sizeof(struct iovec) = 16
// sizeof(struct sigaction *) = 8
// offsetof(struct sched_param, sched_priority) = 0
// sizeof parameters = ?
// offsetof(struct with_lock, lock) = ?
// sizeof(struct with_lock) = ?
// sizeof(pthread_mutex_t) = ?
// sizeof(pthread_attr_t) = ?
// sizeof(sem_t) = ?
// sizeof(jmp_buf) = ?
// sizeof(max_align_t) = ?
// sizeof(int_fast16_t) = ?
// sizeof(struct stat) = ?
