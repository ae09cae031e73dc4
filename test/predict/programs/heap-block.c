/* A block of the heap shares its pages. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	char *secret = malloc(100);
	int i, bad = 0;

	if (!secret)
		return 2;
	if (mlock(secret, 100) != 0) {
		free(secret);
		return errno == EPERM ? 3 : 4;
	}
	memset(secret, 0xa5, 100);
	for (i = 0; i < 100; i++)
		bad += (unsigned char)secret[i] != 0xa5;
	munlock(secret, 100);
	free(secret);
	return bad;
}
