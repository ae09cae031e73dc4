/* Only eight bits of a status get through. */
#include <stdlib.h>

int main(void)
{
	exit(256 + 3);
}
