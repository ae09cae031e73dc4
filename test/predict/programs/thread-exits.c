/* pthread_exit() ends a thread, exit() in one ends all. */
#include <pthread.h>
#include <sys/mman.h>
#include <stdlib.h>
#include <unistd.h>
static void *f(void *a) { pthread_exit((void *)5L); }
static void *g(void *a) { exit(6); }
int main(void) { pthread_t t; void *r; static char k[64]; if (mlock(k, 64)) return 9; pthread_create(&t, 0, f, 0); pthread_join(t, &r); if (r != (void *)5L) return 1; pthread_create(&t, 0, g, 0); pthread_join(t, &r); return 7; }
