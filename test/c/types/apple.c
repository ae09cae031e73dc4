// machine: appleArm64
struct unnamed { char a; int : 0; char b; };
// sizeof(long double) = 8
// (char)-1 = -1
// sizeof(struct unnamed) = 5
// sizeof(__builtin_va_list) = 8
