// repair: {"kind": "move-before", "site": "mlock(page, length)", "at": "InterruptDisable();"}
// platform: qnx7
// refused: the length is set in between
#include <sys/mman.h>
#include <sys/neutrino.h>
static char page[4096];
int enter(int count)
{
	unsigned long length;
	int result;
	InterruptDisable();
	length = 16 * (unsigned long)count;
	result = mlock(page, length);
	InterruptEnable();
	return result;
}
