/* Literals are read-only. */
#include <stdio.h>

int main(void)
{
	char *greeting = "locked";

	printf("%s\n", greeting);
	greeting[0] = 'L';
	return 0;
}
