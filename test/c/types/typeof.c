// typeof, of types and of expressions, with what comes along.
struct s { char a; long b; int c[3]; struct { short d; } in; };
extern struct s object, *pointer;
typedef int wide __attribute__((aligned(16)));
extern wide one;
typeof(object.c) copy;
typeof(int *) p, q[2];
__typeof__(pointer->in) inner;
typeof(object) other;
typeof(wide) aligned_like;
struct with { char x; typeof(wide) y; };
struct by_variable { char x; typeof(one) y; };
typeof(typeof(char[7])) seven;
typeof_unqual(const long) plain;
__auto_type deduced = 1LL;
int vla(int n) { int a[n]; return sizeof a; }
typedef int row[4] __attribute__((aligned(32)));
extern struct { char c; wide number; row numbers; int own __attribute__((aligned(16))); _Atomic(struct { char a[4]; }) whole; } members, *at;
struct by_member { char x; typeof(members.number) y; };
struct by_array { char x; typeof((at->numbers)) y; };
struct by_own { char x; typeof(members.own) y; };
struct by_atomic { char x; typeof(at->whole) y; };
struct by_value { char x; typeof(members.number + 0) y; };
// _Alignof(struct by_member) = 16
// _Alignof(struct by_array) = 32
// _Alignof(struct by_own) = 4
// _Alignof(struct by_atomic) = 4
// _Alignof(struct by_value) = 4
// sizeof copy = 12
// sizeof p = 8
// sizeof q = 16
// sizeof inner = 2
// sizeof other = 32
// sizeof(typeof(other.c[0])) = 4
// sizeof(typeof(1 + 1L)) = 8
// sizeof(typeof(pointer->b) *) = 8
// sizeof(typeof(int)[3]) = 12
// sizeof seven = 7
// sizeof plain = 8
// sizeof deduced = 8
// _Alignof(struct with) = 16
// _Alignof(struct by_variable) = ?
// sizeof(typeof(stranger)) = ?
// sizeof(one) = 4
// sizeof(struct s[2][3]) = 192
// sizeof(wide[2][3]) = 24
// (typeof(char))300 = 44
