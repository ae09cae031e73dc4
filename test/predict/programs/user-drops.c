/* Root that becomes nobody loses its capability, and a limit of 0 is then an EPERM. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
	struct rlimit none = {0, 0};
	if (geteuid() != 0)
		return 77;
	if (setrlimit(RLIMIT_MEMLOCK, &none) != 0)
		return 2;
	if (mlock(page, sizeof page) != 0)
		return 3;
	if (seteuid(65534) != 0 || geteuid() != 65534 || getuid() != 0)
		return 4;
	if (mlock(page, sizeof page) == 0)
		return 5;
	return errno == EPERM ? 0 : 6;
}
