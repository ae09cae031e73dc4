// repair: {"kind": "tolerate", "site": "mlockall(MCL_CURRENT)", "errno": "ENOSYS"}
// platform: macos
#include <stdlib.h>
#include <sys/mman.h>
void hold(void)
{
	if (mlockall(MCL_CURRENT) == -1)
		abort();
}
