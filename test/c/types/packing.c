// #pragma pack, its stack, and what it does not touch.
struct before { char a; int b; };
#pragma pack(push, 1)
struct tight { char a; int b; };
#pragma pack(push, two, 2)
struct pairs { char a; int b; };
#pragma pack(pop, two)
struct tight_again { char a; long b; };
#pragma pack(pop)
struct after { char a; int b; };
#pragma pack(4)
struct four { char a; long b; struct after c; };
#pragma pack()
struct end { char a; long b; };
#pragma pack(WHATEVER)
struct unclear { char a; long b; };
#pragma pack()
struct with_own { char a; struct tight b; int c; };
struct __attribute__((ms_struct)) microsoft { char a; int b : 3; };
// sizeof(struct before) = 8
// sizeof(struct tight) = 5
// sizeof(struct pairs) = 6
// sizeof(struct tight_again) = 9
// sizeof(struct after) = 8
// sizeof(struct four) = 20
// sizeof(struct end) = 16
// sizeof(struct unclear) = ?
// sizeof(struct with_own) = 12
// sizeof(struct microsoft) = ?
