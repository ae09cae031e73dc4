struct in { int a; char b[4]; };
struct out { struct in first; int n; struct in rest[2]; union { int u; char v; }; int *p; };

static int target;
static int unmentioned = 5;
static int *chain = &target;
static int **chained = &chain;
void one(void), two(void);
static void (*table[])(void) = {one, [2] = two};

void initializers(int k) {
  int zero[4] = {0};
  struct out full = {{1, "ab"}, 2, {{3, {4, 5}}, {6}}, {7}, &k};
  struct out flat = {1, 'a', 'b', 'c', 'd', 2, 3};
  struct out named = {.rest[1].b[2] = 'x', .v = 1, .first = {.b = "abcdef"}};
  struct in copied = full.first;
  struct in pair[] = {full.first, {9}};
  char text[] = "one" " two";
  char room[8] = {"r"};
  int ranged[] = {[1 ... 2] = 7, 8};
  static int counter = 3;
  struct in *literal = &(struct in){.a = k};
  int scalar = {k}, other = scalar;
  counter++;
  table[0]();
  **chained = 1;
  int *numbers = (int[]){1, 2};
}
