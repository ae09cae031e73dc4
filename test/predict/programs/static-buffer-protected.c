/* A static buffer, closed by mprotect() and read. */
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
	page[7] = 3;
	if (mprotect(page, sizeof page, PROT_NONE) != 0)
		return 1;
	return page[7];
}
