/* The handler makes the page accessible, and the access is made again. */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *page;
static volatile int faults;

static void mend(int number, siginfo_t *info, void *context)
{
	(void)context;
	faults++;
	if (number != SIGSEGV || (char *)info->si_addr != page + 8)
		_exit(30);
	if (mprotect(page, 4096, PROT_READ | PROT_WRITE) != 0)
		_exit(31);
}

int main(void)
{
	struct sigaction action;
	memset(&action, 0, sizeof action);
	action.sa_sigaction = mend;
	action.sa_flags = SA_SIGINFO;
	if (sigaction(SIGSEGV, &action, NULL) != 0)
		return 1;
	page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return 2;
	page[8] = 5;
	return page[8] * 10 + faults;
}
