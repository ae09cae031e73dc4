// platforms: macos
struct padded { char a; int : 0; char b; };
// (char)-1 = -1
// sizeof(va_list) = 8
// sizeof(long double) = 8
// sizeof(mode_t) = 2
// (wchar_t)-1 < 0 = 1
// _Generic((int64_t)0, long: 1, long long: 2) = 2
// _Generic((intmax_t)0, long: 1, long long: 2) = 1
