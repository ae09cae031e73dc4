// repair: {"kind": "map-pages", "allocation": "malloc(length)"}
#include <stdlib.h>
#include <sys/mman.h>
int use(size_t length)
{
	unsigned char *key = (unsigned char *)malloc(length);

	if (!key)
		return -1;
	if (mlock(key, length) == -1) {
		free(key);
		return -1;
	}
	key[0] = 1;
	munlock(key, length);
	free(key);
	return 0;
}
