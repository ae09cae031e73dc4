void step(int);

void loops(int n) {
  for (int i = 0, j = n; i < j; i++, j--) {
    if (i == 3) continue;
    if (i == 4) break;
    step(i);
  }
  do {
    if (n == 5) continue;
    step(n);
  } while (--n > 0);
  while (n++ < 10) step(n);
  for (;;)
    if (n) return;
}
