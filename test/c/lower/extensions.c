struct s { int a[4]; struct { char c; long d; } in; };
typedef int (*callback)(int);
int step(int);

int extensions(int n, int vla[n]) {
  int local[n];
  int max = ({ int a = step(n); int b = 2; a > b ? a : b; });
  ({ step(1); });
  typeof(max) t = 1;
  __typeof__(&max) q = &t;
  __auto_type r = q;
  int kind = _Generic(r, int: 1, int *: 2, default: 3);
  asm volatile("" ::: "memory");
  __asm__("mov %1, %0" : "=r"(n) : "r"(t));
  static_assert(sizeof(int) == 4, "int");
  int offset = offsetof(struct s, a[2]) + __builtin_offsetof(struct s, in.d);
  int align = _Alignof(long) + sizeof(local) + sizeof n + sizeof(callback);
  if (__builtin_constant_p(n)) return 1;
  { __label__ out; out:; }
  const char *restrict text = L"wide";
  return sizeof("text") + sizeof "a" "b" + sizeof(max + 1L) + sizeof(vla);
}

int old(a, b, c) char *b; struct s *c; { return a + *b + c->a[1]; }

int nested(int n) {
  int inner(int a) { return n += a; }
  auto int later(int a);
  step(inner(2));
  return n;
}
