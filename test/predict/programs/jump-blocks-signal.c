/* longjmp() leaves the signal blocked that is being handled: the second fault kills. */
#include <setjmp.h>
#include <signal.h>

static jmp_buf before;

static void on_fault(int number)
{
	(void)number;
	longjmp(before, 1);
}

int main(void)
{
	volatile int *nowhere = 0;
	volatile int tries = 0;
	signal(SIGSEGV, on_fault);
	if (setjmp(before) != 0)
		tries++;
	if (tries < 3)
		*nowhere = 1;
	return tries;
}
