/* What atexit() was given runs when main returns, and may change the status. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void *area;
static int locked;

static void cleanup(void)
{
	if (munmap(area, 4096) != 0)
		_exit(40);
	if (locked)
		_exit(41);
}

int main(void)
{
	area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (area == MAP_FAILED)
		return 1;
	if (atexit(cleanup) != 0)
		return 2;
	if (mlock(area, 4096) == 0)
		locked = 1;
	return 0;
}
