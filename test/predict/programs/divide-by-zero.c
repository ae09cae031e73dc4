/* An integer division by what munlockall() returns. */
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
	int zero = munlockall();

	printf("%d\n", 100 / zero);
	return 0;
}
