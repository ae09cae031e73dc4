/* mlock() and munlock() of a whole mapping succeed. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	long page = sysconf(_SC_PAGESIZE);
	void *area = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (area == MAP_FAILED) {
		perror("mmap");
		return 2;
	}
	if (mlock(area, 2 * page) != 0) {
		perror("mlock");
		return 1;
	}
	if (munlock(area, 2 * page) != 0) {
		perror("munlock");
		return 1;
	}
	printf("PASSED\n");
	return 0;
}
