/* Who ignores a signal lives on. */
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
	signal(SIGTERM, SIG_IGN);
	kill(getpid(), SIGTERM);
	return 5;
}
