/* Nobody looked whether the mapping came. */
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 0, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memset(p, 0, 100);
	return 0;
}
