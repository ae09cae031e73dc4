/* A handler that ends the process when memory is touched that is not there. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void on_segv(int signal)
{
	_exit(signal == SIGSEGV ? 0 : 1);
}

int main(void)
{
	struct sigaction action;
	char *p = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memset(&action, 0, sizeof action);
	action.sa_handler = on_segv;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGSEGV, &action, NULL) == -1)
		return 2;
	p[0] = 1;
	return 3;
}
