/* A thread locks for all. */
#include <pthread.h>
#include <sys/mman.h>

static char *area;

static void *work(void *argument)
{
	int *result = argument;

	*result = mlock(area, 4096);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	int result = 7;

	area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pthread_create(&thread, NULL, work, &result) != 0)
		return 2;
	pthread_join(thread, NULL);
	return result == 0 ? 0 : 3;
}
