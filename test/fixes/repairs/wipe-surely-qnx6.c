// repair: {"kind": "wipe-surely", "site": "memset(key, 0, 64)"}
// platform: qnx6
#include <string.h>
static void wipe(void *area, size_t length) {
	volatile unsigned char *byte = area;

	while (length-- > 0)
		*byte++ = 0;
}

void use(char *key) {
	wipe(key + 64, 1);
	memset(key, 0, 64);
}
