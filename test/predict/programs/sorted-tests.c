/* qsort of test names, then run them through a table of functions */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
typedef int (*test_fn)(void);
struct test { const char *name; test_fn run; int weight; };
static char arena[3 * 4096];
static int t_lock(void) { return mlock(arena, sizeof arena); }
static int t_unlock(void) { return munlock(arena, sizeof arena); }
static int t_bad(void) { return mlock((void *)-4096L, 8192) == -1 ? 0 : 1; }
static int cmp(const void *a, const void *b)
{
	const struct test *x = a, *y = b;
	return strcmp(x->name, y->name);
}
int main(void)
{
	struct test tests[] = {
		{ "unlock", t_unlock, 4 },
		{ "lock", t_lock, 2 },
		{ "bad", t_bad, 1 },
	};
	size_t n = sizeof tests / sizeof tests[0], i;
	int score = 0;
	qsort(tests, n, sizeof tests[0], cmp);
	if (strcmp(tests[0].name, "bad") || strcmp(tests[2].name, "unlock")) return 100;
	for (i = 0; i < n; i++) {
		int r = tests[i].run();
		printf("%s: %s\n", tests[i].name, r ? "not ok" : "ok");
		if (r == 0) score += tests[i].weight;
	}
	return score;
}
