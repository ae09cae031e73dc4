#include <stdlib.h>
#include <sys/mman.h>
int main(void) {
  char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) exit(1);
  mprotect(p, 4096, PROT_READ);
  p[4096] = 1;
  p[0] = 1;
  return 0;
}
