// offsetof with every designator.
typedef struct { int x; struct { char y[3]; short z; } in[4]; union { long w; struct { char p, q; }; }; } T;
struct flexible { char n; struct { int a, b; } items[]; };
struct unknown { struct never *p; struct never q; int after; };
struct stranger_inside { int a; stranger_t b; int c; };
enum { THREE = 3 };
// offsetof(T, x) = 0
// offsetof(T, in) = 4
// offsetof(T, in[2].y[1]) = 17
// offsetof(T, in[THREE - 1].z) = 20
// offsetof(T, in[sizeof(short)].z) = 20
// __builtin_offsetof(T, q) = 33
// offsetof(T, w) = 32
// offsetof(struct flexible, items) = 4
// offsetof(struct flexible, items[3].b) = 32
// offsetof(struct unknown, q) = ?
// offsetof(struct unknown, p) = 0
// offsetof(struct unknown, after) = ?
// sizeof(struct unknown) = ?
// offsetof(struct stranger_inside, a) = 0
// offsetof(struct stranger_inside, c) = ?
// offsetof(T, nowhere) = ?
// offsetof(struct nowhere, x) = ?
