// repair: {"kind": "unlock-before", "lock": "mlockall(MCL_CURRENT)", "at": "return 0;"}
#include <sys/mman.h>
int use(int keeps)
{
	if (mlockall(MCL_CURRENT) == -1)
		return -1;
	if (!keeps)
		return 0;
	else
		return 1;
}
