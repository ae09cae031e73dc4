/* Locks beyond the end of the address space. */
#include <errno.h>
#include <sys/mman.h>

int main(void)
{
	if (mlock((char *)-4096, 8192) == 0)
		return 1;
	return errno == EINVAL ? 0 : errno == EPERM ? 3 : 2;
}
