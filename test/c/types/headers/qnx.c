// platforms: qnx6, qnx7, qnx8
// (uid_t)-1 < 0 = 1
// (wchar_t)-1 > 0 = 1
// sizeof(uint64_t) = 8
// sizeof(struct timespec) == sizeof(long) * 2 = 1
