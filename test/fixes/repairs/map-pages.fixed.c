#include <stdlib.h>
#include <sys/mman.h>
int use(size_t length)
{
	void *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *key = (unsigned char *)(area == MAP_FAILED ? NULL : area);

	if (!key)
		return -1;
	if (mlock(key, length) == -1) {
		munmap(key, length);
		return -1;
	}
	key[0] = 1;
	munlock(key, length);
	munmap(key, length);
	return 0;
}
