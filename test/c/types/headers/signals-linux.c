// platforms: linux
// As <signal.h> has them on 64-bit x86.
struct with_handler { struct sigaction action; };
// offsetof(struct sigaction, sa_mask) = 8
// offsetof(struct sigaction, sa_flags) = 136
// sizeof(struct with_handler) = 152
// sizeof(sigset_t) = 128
// sizeof(siginfo_t) = 128
// offsetof(siginfo_t, si_code) = 8
// offsetof(siginfo_t, si_addr) = 16
// offsetof(siginfo_t, si_value) = 24
// sizeof(sig_atomic_t) = 4
