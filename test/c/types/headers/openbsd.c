// platforms: openbsd
// _Generic((int64_t)0, long: 1, long long: 2) = 2
// _Generic((intmax_t)0, long: 1, long long: 2) = 2
// _Generic((time_t)0, long: 1, long long: 2) = 2
