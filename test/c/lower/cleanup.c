void release(int *p);
int step(int);
#define unused

int every_way_out(int n) {
  __attribute__((cleanup(release))) int a = step(1);
  if (n == 1) return a;
  for (;;) {
    int b __attribute__((cleanup(release))) = step(2);
    if (n == 2) break;
    if (n == 3) continue;
    if (n == 4) goto out;
    if (n == 5) goto inside;
    step(3);
  inside:
    step(4);
  }
  n = ({ int c __attribute__((__cleanup__(release))) = 7; c + 1; });
out:
  return step(5);
}

void sizes(int n) {
  char room[n++], other[step(n)];
  step(sizeof room);
}
