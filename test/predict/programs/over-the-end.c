/* The mapping's neighbour is whoever happens to be there. */
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 1;
	return mlock(p, 3 * 4096) == 0 ? 0 : 2;
}
