/* threads each lock a page; results in an array, joined in order */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#define NTHREADS 3
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int locked_pages;
static char *area;
static long ps;
static void *work(void *arg)
{
	long i = (long)arg;
	if (mlock(area + i * ps, ps) != 0)
		return (void *)1;
	pthread_mutex_lock(&m);
	locked_pages++;
	pthread_mutex_unlock(&m);
	return NULL;
}
int main(void)
{
	pthread_t th[NTHREADS];
	long i;
	ps = sysconf(_SC_PAGESIZE);
	area = mmap(NULL, NTHREADS * ps, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (area == MAP_FAILED) return 1;
	for (i = 0; i < NTHREADS; i++) {
		int rc = pthread_create(&th[i], NULL, work, (void *)i);
		if (rc) { fprintf(stderr, "pthread_create: %d\n", rc); return 2; }
	}
	for (i = 0; i < NTHREADS; i++) {
		void *r;
		if (pthread_join(th[i], &r)) return 3;
		if (r) return 4;
	}
	pthread_mutex_destroy(&m);
	return locked_pages == NTHREADS ? 0 : 5;
}
