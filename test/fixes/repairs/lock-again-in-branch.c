// repair: {"kind": "lock-again", "lock": "mlock(p, n)", "at": "p[1]", "functionName": "work"}
// refused: before the whole `if`, it would be locked in the parent, too
#include <sys/mman.h>
#include <unistd.h>
int work(char *p, size_t n)
{
	if (mlock(p, n) != 0)
		return -1;
	if (fork() == 0)
		p[1] = 1;
	return 0;
}
