// repair: {"kind": "move-before", "site": "mlock(page, sizeof page)", "at": "InterruptDisable();"}
// platform: qnx7
#include <sys/mman.h>
#include <sys/neutrino.h>
static char page[4096];
int enter(int *count)
{
	InterruptDisable();
	(*count)++;
	/* It is written to there. */
	if (mlock(page, sizeof page) == -1)
		*count = 0;
	InterruptEnable();
	return 0;
}
