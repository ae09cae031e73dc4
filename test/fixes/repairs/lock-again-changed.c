// repair: {"kind": "lock-again", "lock": "mlock(p, n)", "at": "p[1]", "functionName": "work"}
// refused: the pointer points elsewhere by then
#include <sys/mman.h>
#include <unistd.h>
int work(char *p, size_t n)
{
	if (mlock(p, n) != 0)
		return -1;
	p += n;
	if (fork() != 0)
		return 0;
	p[1] = 1;
	return 2;
}
