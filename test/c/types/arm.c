// machine: arm
// ARM's own rules: eight-byte alignment, long double is double.
struct wide { char a; long long b; double c; };
struct strict { char a; } __attribute__((aligned));
// sizeof(struct wide) = 24
// sizeof(long double) = 8
// sizeof(struct strict) = 8
// sizeof(void *) = 4
