// platforms: linux, illumos, netbsd, freebsd
// x86-64: a list of arguments is an array.
va_list list;
struct padded { char a; int : 0; char b; };
// (char)-1 = -1
// sizeof(va_list) = 24
// sizeof *list = 24
// _Generic((int64_t)0, long: 1, long long: 2) = 1
// _Generic((wchar_t)0, int: 1, unsigned: 2) = 1
// _Alignof(struct padded) = 1
// sizeof(long double) = 16
