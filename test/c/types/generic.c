// _Generic: the association of the controlling expression's type, and silence where that is not known.
struct s { int a; };
typedef struct s T;
typedef int fn(int);
extern unsigned char bytes[4];
extern const char *words;
extern const int limit;
extern volatile int *device;
extern struct s record;
extern enum { RED, BLUE } colour;
int call(int);
#define KIND(x) x
// _Generic(1, int: 2, default: 3) = 2
// _Generic(1L, int: 2, long: 4, default: 3) = 4
// _Generic(1u, int: 2, unsigned: 4) = 4
// _Generic('a', char: 1, int: 2) = 2
// _Generic((char)1, char: 1, signed char: 2, unsigned char: 3) = 1
// _Generic(1.0, float: 1, double: 2, long double: 3) = 2
// _Generic(1.0f, float: 1, double: 2, long double: 3) = 1
// _Generic(1.0L, float: 1, double: 2, long double: 3) = 3
// _Generic("abc", char *: 1, const char *: 2, default: 3) = 1
// _Generic(words, char *: 1, const char *: 2, default: 3) = 2
// _Generic(bytes, char *: 1, unsigned char *: 2, default: 3) = 2
// _Generic(&limit, int *: 1, const int *: 2) = 2
// _Generic(limit, int: 1, default: 2) = 1
// _Generic(device, int *: 1, volatile int *: 2) = 2
// _Generic(record, T: 5, default: 6) = 5
// _Generic(&record, struct s *: 5, default: 6) = 5
// _Generic(colour, int: 1, unsigned: 2) = 2
// _Generic(call, int (*)(int): 1, int (*)(void): 2, default: 3) = 1
// _Generic(call, fn *: 1, default: 3) = 1
// _Generic((short)1 + (short)1, short: 1, int: 2) = 2
// _Generic(1 ? 1 : 1LL, int: 1, long: 2, long long: 3) = 3
// _Generic(sizeof 1, unsigned: 1, unsigned long: 2) = 2
// _Generic((void *)0, int *: 1, void *: 2) = 2
// _Generic(stranger, int: 1, default: 2) = ?
// _Generic(1, stranger: 1, default: 2) = ?
// _Generic(1, stranger: 1, int: 2) = 2
