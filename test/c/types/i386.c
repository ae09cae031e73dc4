// machine: ILP32
// Long long and double ask for four bytes inside of structures.
struct wide { char a; long long b; char c; double d; };
struct own { char a; long long b __attribute__((aligned(8))); };
struct bits { int a : 20; long long b : 40; };
// sizeof(struct wide) = 24
// _Alignof(long long) = 4
// __alignof__(long long) = 8
// sizeof(struct own) = 16
// sizeof(struct bits) = 8
// sizeof(long double) = 12
// sizeof(__int128) = ?
// sizeof(__builtin_va_list) = 4
// _Alignof(_Atomic long long) = ?
// sizeof(_BitInt(65)) = 12
#pragma pack(push, 8)
struct disputed { int a; _Float128 none[0]; };
struct flexible { int a; _Float128 some[]; };
#pragma pack(pop)
// _Alignof(struct disputed) = ?
// _Alignof(struct flexible) = 8
