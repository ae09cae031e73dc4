/* What a thread does later than its maker looks. */
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>
static volatile int flag;
static void *f(void *a) { usleep(100000); flag = 1; return 0; }
int main(void) { pthread_t t; static char k[64]; int early; if (mlock(k, 64)) return 9; pthread_create(&t, 0, f, 0); early = flag; pthread_join(t, 0); return early * 10 + flag; }
