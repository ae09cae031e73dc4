/* A constant is kept where nobody can write. */
#include <stdio.h>

static const int limit = 10;

int main(void)
{
	*(int *)&limit = 11;
	return limit;
}
