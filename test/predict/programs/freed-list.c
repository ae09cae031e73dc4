/* Blocks of a loop, linked, summed up and freed one by one. */
#include <stdlib.h>

struct node {
	int value;
	struct node *next;
};

int main(void)
{
	struct node *head = NULL;
	int sum = 0;
	for (int value = 0; value < 10; value++) {
		struct node *one = malloc(sizeof *one);
		if (one == NULL)
			return 99;
		one->value = value;
		one->next = head;
		head = one;
	}
	while (head != NULL) {
		struct node *next = head->next;
		sum += head->value;
		free(head);
		head = next;
	}
	return sum;
}
