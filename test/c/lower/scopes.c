int errno;
int x = 1;
enum { MCL_CURRENT = 7, NEXT };
extern int elsewhere;
typedef int T;

int scopes(int x) {
  {
    int x = 2;
    { static int x = 3; x++; }
    x++;
  }
  for (int x = 0; x < 1;) x++;
  {
    extern int x;
    x = 4;
    int T = 5;
    elsewhere = T;
  }
  mine = 6;
  T after = mine;
  return x + MCL_CURRENT + NEXT + errno + MCL_FUTURE;
}
