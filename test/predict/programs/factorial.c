/* Recursion that counts down. */
#include <stdio.h>
#include <stdlib.h>

static unsigned long factorial(unsigned n)
{
	return n <= 1 ? 1 : n * factorial(n - 1);
}

int main(void)
{
	if (factorial(5) != 120)
		abort();
	return factorial(4);
}
