// platforms: linux-2.4, qnx6
// Where _FILE_OFFSET_BITS decides, nobody knows.
// sizeof(size_t) = 4
// sizeof(ssize_t) = 4
// sizeof(off64_t) = 8
// sizeof(int64_t) = 8
// sizeof(int_fast32_t) = 4
// sizeof(struct timespec) = 8
// sizeof(va_list) = 4
// sizeof(off_t) = ?
// sizeof(struct rlimit) = ?
