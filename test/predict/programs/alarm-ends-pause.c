/* alarm kills a process that waits */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
	if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0)
		return 1;
	alarm(1);
	pause();
	return 0;
}
