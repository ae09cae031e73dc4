// platforms: android
struct padded { char a; int : 0; char b; };
// (char)-1 = 255
// sizeof(va_list) = 32
// sizeof(pthread_t) = 8
// sizeof(long double) = 16
// _Alignof(struct padded) = 4
// (wchar_t)-1 < 0 = 0
// _Generic((int64_t)0, long: 1, long long: 2) = 1
