// Old definitions, tags, casts by name, and what is no member.
typedef unsigned char u8;
typedef unsigned int u32;
long old(a, b, c) char a; short *b; struct { int x; } c; { return sizeof a + sizeof *b + sizeof c; }
enum tag { A, B = 5, C };
struct outer { enum tag t; struct inner { long x; }; struct inner *p; enum { D = 9 }; int; };
struct list { struct list *next; int n; };
enum fits { X = STRANGER };
struct stray { int a;; int b; };
struct unnamed { char a; long : 0; char b; unsigned short : 3; };
int matrix[][3] = { { 1 }, { 2 }, { 3, 4 } };
char text[] = "four", parts[] = "ab" "cd" "\x41";
// (u32)(u8)(300) = 44
// (u8)(u32)(u8)(513) = 1
// (long)(u8)-1 = 255
// C + D = 15
// sizeof(struct outer) = 16
// sizeof(struct inner) = 8
// sizeof(struct list) = 16
// sizeof(enum fits) = ?
// sizeof(struct stray) = 8
// sizeof(struct unnamed) = 10
// sizeof matrix = 36
// sizeof matrix[0] = 12
// sizeof text + sizeof parts = 11
// sizeof(u8[3]) = 3
// sizeof(int (*)[3]) = 8
// sizeof(char (*)(int, long)) = 8
// sizeof(struct nobody) = ?
// sizeof(void *[4]) = 32
// __builtin_types_compatible_p(int, int) = 1
// (long)(short)(70000) + (u8)(long)(257) = 4465
