/* While its maker sleeps, a thread runs. */
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>
static int n;
static void *f(void *a) { n = n * 2; return 0; }
int main(void) { pthread_t t; static char k[64]; if (mlock(k, 64)) return 9; n = 3; pthread_create(&t, 0, f, 0); usleep(50000); n++; pthread_join(t, 0); return n; }
