#include <string.h>
#include <stddef.h>
static void wipe(void *area, size_t length) {
	volatile unsigned char *byte = area;

	while (length-- > 0)
		*byte++ = 0;
}

void use(char *key) {
	wipe(key + 64, 1);
	wipe(key, 64);
}
