// C23, which not every compiler reads yet.
enum small : unsigned char { FIRST, LAST = 255 };
enum big : unsigned long long { HUGE_ONE = 1ull << 40 };
enum : short { SHORT_ONE = -1 };
enum later : int;
enum later : int { L };
typedef unsigned char byte;
enum named : byte { N };
struct s { enum small a; enum named b; enum big c; enum small d : 3; };
constexpr int n = 3;
nullptr_t none = nullptr;
bool yes = true;
_BitInt(7) b7;
unsigned _BitInt(33) b33;
_BitInt(65) b65;
struct bits { char a; _BitInt(20) b; unsigned _BitInt(128) c; };
struct [[gnu::packed]] attributed { char a; int b; };
struct aligned { char a; alignas(8) char b; alignas(double) char c; };
static_assert(sizeof(int) == 4, "usual");
struct asserted { int a; static_assert(1); int b; };
int array[] = { [5] = 1, 2 };
// sizeof(enum small) = 1
// sizeof(enum big) = 8
// sizeof(enum later) = 4
// sizeof(enum named) = 1
// sizeof(FIRST) = 1
// sizeof(SHORT_ONE) = 2
// sizeof(HUGE_ONE) = 8
// SHORT_ONE = -1
// HUGE_ONE >> 38 = 4
// sizeof(struct s) = 24
// sizeof none = 8
// nullptr == (void *)0 = 1
// sizeof yes = 1
// true + true = 2
// sizeof b7 = 1
// sizeof b33 = 8
// sizeof b65 = 16
// _Alignof(_BitInt(65)) = 8
// sizeof(struct bits) = 24
// sizeof(struct attributed) = 5
// sizeof(struct aligned) = 24
// _Alignof(struct aligned) = 8
// sizeof(struct asserted) = 8
// sizeof array = 28
// 0b1010 + 1'000 = 1010
// _Generic(yes, _Bool: 1, int: 2) = 1
