// machine: aarch64
// Unnamed bit-fields align the structure, and char has no sign.
struct unnamed { char a; int : 0; char b; };
struct named { char a; int : 3; };
// sizeof(struct unnamed) = 8
// sizeof(struct named) = 4
// (char)-1 = 255
// sizeof(long double) = 16
// sizeof(__builtin_va_list) = 32
// _Alignof(_BitInt(65)) = 16
