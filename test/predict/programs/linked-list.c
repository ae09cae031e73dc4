/* A list in memory that is locked page by page. */
#include <stdlib.h>
#include <sys/mman.h>

struct page {
	struct page *next;
	int number;
};

int main(void)
{
	struct page *head = NULL, *one;
	int i, sum = 0;

	for (i = 1; i <= 5; i++) {
		one = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (one == MAP_FAILED)
			return 100;
		if (mlock(one, 4096) != 0)
			return 101;
		one->number = i;
		one->next = head;
		head = one;
	}
	while (head) {
		one = head;
		head = head->next;
		sum += one->number;
		munmap(one, 4096);
	}
	return sum;
}
