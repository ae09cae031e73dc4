/* What is copied into locked memory is there. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct record {
	char name[16];
	int count;
	double weight;
};

int main(void)
{
	struct record one = { "first", 3, 1.5 };
	struct record *copy = mmap(NULL, sizeof *copy, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (copy == MAP_FAILED)
		return EXIT_FAILURE;
	*copy = one;
	if (copy->count != 3 || strcmp(copy->name, "first"))
		return EXIT_FAILURE;
	memset(copy->name, 'x', 5);
	if (memcmp(copy->name, "xxxxx", 6) != 0)
		return EXIT_FAILURE;
	return one.name[0] == 'f' ? EXIT_SUCCESS : EXIT_FAILURE;
}
