/* Pages are touched one by one, by a loop that steps by the page size. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	size_t page = sysconf(_SC_PAGE_SIZE), length = 64 * page, i;
	volatile unsigned char *p = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned total = 0;

	if (p == MAP_FAILED)
		return 1;
	for (i = 0; i < length; i += page)
		p[i] = 1;
	for (i = 0; i < length; i += page)
		total += p[i];
	return total == 64 ? 0 : 1;
}
