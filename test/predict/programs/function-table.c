/* Tests behind function pointers, as suites keep them. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static char pool[4 * 4096] __attribute__((aligned(4096)));

static int locks(void)
{
	return mlock(pool, sizeof pool) == 0;
}

static int unlocks(void)
{
	return munlock(pool, sizeof pool) == 0;
}

static int refuses_flags(void)
{
	return mlockall(0x40) == -1 && errno == EINVAL;
}

static const struct {
	const char *name;
	int (*run)(void);
} tests[] = {
	{ "locks", locks },
	{ "unlocks", unlocks },
	{ "refuses flags", refuses_flags },
};

int main(void)
{
	int passed = 0, total = sizeof(tests) / sizeof(tests[0]);

	for (int i = 0; i < total; i++) {
		int ok = tests[i].run();

		printf("%s %d - %s\n", ok ? "ok" : "not ok", i + 1, tests[i].name);
		passed += ok;
	}
	return total - passed;
}
