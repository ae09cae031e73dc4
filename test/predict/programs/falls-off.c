/* main without a return. */
#include <sys/mman.h>

int main(void)
{
	munlockall();
}
