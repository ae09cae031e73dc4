#define unused
typedef int (*handler_t)(void *, int);
struct ops { handler_t run; int (*stop)(void); };
typedef unsigned long word;
void die(const char *why) __attribute__((noreturn));
_Noreturn static void stop(void);
static int local(unsigned long n, char c);
static int err(int a) { return a; }

int calls(struct ops *ops, handler_t h, void *p, int n, char c) {
  int (*direct)(unsigned long, char) = local;
  local(n, n);
  undeclared(c, 1.0);
  (void)h(p, 1);
  (*h)(p, 2);
  ops->run(p, 3);
  (*ops->stop)();
  direct(n, c);
  (local)(1, 2);
  (int)mlock(p, n);
  __builtin_memset(p, 0, 10);
  memcpy(p, ops, sizeof *ops);
  assert(mlock(p, 1) == 0);
  err(3);
  n = (word)(p) % 4096;
  p = (void *)((word)p & -(word)8);
  if (n) die("no");
  if (c) stop();
  __builtin_unreachable();
}

void arguments(int count, ...) {
  va_list ap;
  va_start(ap, count);
  char *s = va_arg(ap, char *);
  int n = __builtin_va_arg(ap, int);
  va_end(ap);
}
