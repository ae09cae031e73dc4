/* A length that leaves the address space. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int ret;

	if (p == MAP_FAILED)
		return 2;
	ret = mlock(p, (size_t)-4096);
	if (ret == 0)
		return 1;
	printf("errno %d\n", errno);
	return errno == EINVAL ? 20 : errno == ENOMEM ? 21 : 22;
}
