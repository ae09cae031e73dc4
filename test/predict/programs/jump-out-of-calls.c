/* longjmp() from the depth of a recursion, with a status. */
#include <setjmp.h>

static jmp_buf top;
static int depth;

static void deeper(int left)
{
	depth++;
	if (left == 0)
		longjmp(top, depth);
	deeper(left - 1);
	depth = 100;
}

int main(void)
{
	int told = setjmp(top);
	if (told == 0)
		deeper(5);
	return told;
}
