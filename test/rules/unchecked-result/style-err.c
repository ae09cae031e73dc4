// platforms: linux
// apply: Test the result
// title: err() says so and ends the program
#include <err.h>
#include <stdlib.h>
#include <sys/mman.h>

static void prepare(size_t length)
{
	char *area = malloc(length);

	if (area == NULL)
		err(EXIT_FAILURE, "malloc");
	mlock(area, length); // expect: unchecked-result // expect: leaked-lock
	area[0] = 1;
}

int main(void)
{
	prepare(4096);
	return 0;
}
