/* The same with signal(), and a raise(). */
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void on_usr1(int number)
{
	seen = number;
}

int main(void)
{
	if (signal(SIGUSR1, on_usr1) == SIG_ERR)
		return 2;
	raise(SIGUSR1);
	return seen == SIGUSR1 ? 0 : 1;
}
