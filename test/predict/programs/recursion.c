/* A recursive walk over a tree in locked memory. */
#include <stdio.h>
#include <sys/mman.h>

struct node {
	int value;
	struct node *left, *right;
};

static struct node *arena;
static int used;

static struct node *insert(struct node *root, int value)
{
	if (!root) {
		struct node *fresh = &arena[used++];

		fresh->value = value;
		fresh->left = fresh->right = NULL;
		return fresh;
	}
	if (value < root->value)
		root->left = insert(root->left, value);
	else
		root->right = insert(root->right, value);
	return root;
}

static int sum(const struct node *root)
{
	return root ? root->value + sum(root->left) + sum(root->right) : 0;
}

int main(void)
{
	static const int values[] = { 5, 2, 8, 1, 9, 3 };
	struct node *root = NULL;
	unsigned i;

	arena = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (arena == MAP_FAILED)
		return 1;
	if (mlock(arena, 4096))
		return 3;
	for (i = 0; i < sizeof values / sizeof *values; i++)
		root = insert(root, values[i]);
	return sum(root) - 28;
}
