#include <err.h>
#include <stdlib.h>
#include <sys/mman.h>

static void prepare(size_t length)
{
	char *area = malloc(length);

	if (area == NULL)
		err(EXIT_FAILURE, "malloc");
	if (mlock(area, length) == -1)
		err(EXIT_FAILURE, "mlock");
	area[0] = 1;
}

int main(void)
{
	prepare(4096);
	return 0;
}
