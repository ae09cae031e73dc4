void step(int);

int retry(int n) {
  goto inside;
again:
  step(1);
  if (n) {
    step(2);
  inside:
    step(3);
    n--;
    goto again;
  }
  return n;
}

void computed(void *p) {
  static void *targets[] = {&&one, &&two};
  goto *p;
one:
  step(1);
two:
  step(2);
}

void nowhere(void) { goto missing; }
