/* An assertion that does not hold. */
#include <assert.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
	void *p = mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	assert(p != MAP_FAILED);
	return 0;
}
