/* What signal() gives back; ignored, handled, and back to what it was. */
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static volatile int seen;

static void count(int number)
{
	seen += number;
}

int main(void)
{
	struct sigaction old;
	if (signal(SIGUSR2, SIG_IGN) != SIG_DFL)
		return 1;
	kill(getpid(), SIGUSR2);
	if (signal(SIGUSR2, count) != SIG_IGN)
		return 2;
	raise(SIGUSR2);
	raise(SIGUSR2);
	if (sigaction(SIGUSR2, NULL, &old) != 0 || old.sa_handler != count)
		return 3;
	if (seen != 2 * SIGUSR2)
		return 4;
	signal(SIGUSR2, SIG_DFL);
	raise(SIGUSR2);
	return 5;
}
