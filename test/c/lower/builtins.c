int step(int);
void *longjmp_buffer[8];

int again(void) {
  int n = 1;
  if (setjmp(longjmp_buffer) != 0) return n;
  n = 2;
  longjmp(longjmp_buffer, 1);
}

int answers(long n, int k) {
  int same = __builtin_types_compatible_p(long, typeof(n));
  int other = __builtin_types_compatible_p(int *, long);
  int known = __builtin_constant_p(3) + __builtin_constant_p(k);
  int chosen = __builtin_choose_expr(sizeof(long) == 8, 1, step(2));
  if (__builtin_expect(!!n, 1)) step(1);
  __attribute__((fallthrough));
  asm goto("jmp %l0" : : "r"(step(3)) : "memory" : out, in);
in:
  __asm__ __volatile__("mov %[from], %[to]" : [to] "=r"(k), "+m"(same) : [from] "r"(n));
  register long fixed asm("r0") = n;
  return __extension__ (k + same + other + known + chosen);
out:
  return 0;
}

int dispatch(const unsigned char *code) {
  static const void *const table[] = {&&add, &&halt};
  int sum = 0;
  goto *table[*code];
add:
  sum++;
  goto *table[*++code];
halt:
  return sum;
never:
  return step(4);
}
