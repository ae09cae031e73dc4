struct point { short x, y; };
int next(void);

void assignments(int *p, int i, unsigned char c, unsigned long u) {
  p[i++] += next();
  *p++ = *p--;
  i = c = 300;
  c <<= 2;
  i *= u;
  p += i;
  p -= 2;
  ++*p;
  u = ~0U;
  i = (next(), 5);
}

long arithmetic(int i, unsigned u, unsigned long n, char c, short s) {
  long a = i + u;
  long b = c * s;
  long d = (n - 1) & ~(4096 - 1);
  long e = -u >> 3;
  int f = -1 < n;
  float g = 1.5f;
  double h = g + i;
  return a + b + d + e + f + (long)h + 0xFFFFFFFFFFFFFFFF + 0x7FFFFFFFFFFFFFFF + 'a' + '\xff' + 017;
}

long pointers(int *p, int *q, void *v, char *s, struct point *t, int i) {
  if (p == q || p == NULL || v == MAP_FAILED || s > (char *)v) return q - p;
  return *(i + p) + i[p] + *(char *)(v + 3) + s[-1] + t[i].y + (&t[2])->x + (long)p + *"text";
}

int folded(void) {
  int a = 4 * 1024 + sizeof(int[3]) - (1 << 3) / 2;
  unsigned long b = (unsigned long)-1;
  unsigned char c = (unsigned char)0x1ff;
  _Bool d = 5;
  void *e = (void *)-1;
  int f = 1 / 0;
  int g = MCL_CURRENT | 1;
  return true + false;
}

int operands_before_and(int a, int b, int *t) {
  if (1 < (b) && (a) != 3) return 1;
  return a < (t[(b) & 7]) && (t[1]) == b;
}

unsigned product_then_sum(unsigned a, unsigned b, int c) {
  return (a * ((unsigned int)(b))) + c;
}

unsigned long round_up(unsigned long size, unsigned long align) {
  return ((((size)-1) | ((__typeof__(size))((align)-1)))+1);
}
