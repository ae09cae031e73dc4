/* pthread locks memory on behalf of the process */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
struct job { void *addr; size_t len; int result; };
static void *locker(void *arg)
{
	struct job *job = arg;
	job->result = mlock(job->addr, job->len);
	return (void *)(intptr_t)(job->result == 0 ? 11 : 12);
}
int main(void)
{
	pthread_t t;
	void *ret = NULL;
	struct job job;
	job.len = sysconf(_SC_PAGESIZE);
	job.addr = mmap(NULL, job.len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	job.result = -1;
	if (job.addr == MAP_FAILED) return 2;
	if (pthread_create(&t, NULL, locker, &job) != 0) { fprintf(stderr, "pthread_create\n"); return 2; }
	if (pthread_join(t, &ret) != 0) return 2;
	if (job.result != 0) return 1;
	if (munlock(job.addr, job.len) != 0) return 1;
	return (int)(intptr_t)ret;
}
