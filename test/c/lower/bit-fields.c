struct flags { unsigned a : 3; int b : 5; _Bool c : 1; unsigned long d : 40; };

int store(struct flags *f, int n) {
  struct flags all = { 9, -20, 3 };
  f->a = n;
  f->b += 17;
  f->a++;
  f->d = n;
  return f->a - 1 < 0 ? f->b : all.c;
}
