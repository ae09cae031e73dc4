/* Asks whether memory can be written by trying, as tests of mprotect() do. */
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf before;
static volatile sig_atomic_t signals;

static void on_fault(int number)
{
	signals = signals * 2 + (number == SIGSEGV);
	siglongjmp(before, 1);
}

static int can_write(char *place)
{
	if (sigsetjmp(before, 1) != 0)
		return 0;
	*place = 1;
	return 1;
}

int main(void)
{
	struct sigaction action;
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return 20;
	memset(&action, 0, sizeof action);
	action.sa_handler = on_fault;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGSEGV, &action, NULL) != 0)
		return 21;
	if (can_write(page))
		return 22;
	if (mprotect(page, 4096, PROT_READ | PROT_WRITE) != 0)
		return 23;
	if (!can_write(page))
		return 24;
	if (munmap(page, 4096) != 0)
		return 25;
	if (can_write(page))
		return 26;
	return signals;
}
