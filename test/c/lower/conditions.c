int mlock(const void *addr, unsigned long len);

int and_or(int a, int b, int c) {
  if (a && (b || !c)) return 1;
  if (!(a || b) && c) return 2;
  while (1) {
    if (a, b) break;
  }
  return 3;
}

int as_values(int a, int b) {
  int both = a && b;
  int either = (a > 1) || mlock(0, 1);
  int not = !a;
  int constant = 1 && 0;
  return both + either + not + constant;
}

char *choice(char *p, int n, unsigned u) {
  long wide = n ? n : u;
  char *q = p ?: 0;
  n ? mlock(p, n) : (void)mlock(q, 1);
  if (__builtin_expect(n > wide, 0)) return n ? p : 0;
  return q;
}

void constants(int a) {
  if (0) mlock(0, 1);
  if (sizeof(long) == 8) a = 1;
  else a = 2;
  do a++; while (0);
  for (;;) {}
}
