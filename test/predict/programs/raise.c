/* A process that ends itself. */
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
	kill(getpid(), SIGTERM);
	return 0;
}
