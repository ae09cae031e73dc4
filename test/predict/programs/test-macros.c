/* The way in which a well-known kind of suite writes its tests. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define TPASS 0
#define TFAIL 1
#define TBROK 2

static long TST_RET;
static int TST_ERR;
static int results[3];

#define TEST(call) \
	do { \
		errno = 0; \
		TST_RET = call; \
		TST_ERR = errno; \
	} while (0)

#define ARRAY_SIZE(x) (sizeof(x) / sizeof(x[0]))

static void tst_res(int type, const char *fmt, ...)
{
	static const char *const names[] = { "TPASS", "TFAIL", "TBROK" };
	va_list ap;

	printf("%s: ", names[type]);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	results[type]++;
	if (type == TBROK)
		exit(2);
}

static char *addr;
static size_t page_size;

static struct tcase {
	size_t *size;
	unsigned int flags;
	int exp_errno;
} tcases[] = {
	{ &page_size, MLOCK_ONFAULT, 0 },
	{ &page_size, 0, 0 },
	{ &page_size, -1u, EINVAL },
};

static void verify(unsigned int n)
{
	struct tcase *tc = &tcases[n];

	TEST(mlock2(addr, *tc->size, tc->flags));
	if (tc->exp_errno == 0) {
		if (TST_RET)
			tst_res(TFAIL, "mlock2() failed: %s", strerror(TST_ERR));
		else
			tst_res(TPASS, "mlock2() succeeded");
		return;
	}
	if (TST_RET != -1)
		tst_res(TFAIL, "mlock2() succeeded unexpectedly");
	else if (TST_ERR != tc->exp_errno)
		tst_res(TFAIL, "mlock2() set %d, not %d", TST_ERR, tc->exp_errno);
	else
		tst_res(TPASS, "mlock2() failed as expected");
}

static void setup(void)
{
	page_size = getpagesize();
	addr = mmap(NULL, page_size, PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (addr == MAP_FAILED)
		tst_res(TBROK, "mmap() failed");
}

static void cleanup(void)
{
	if (addr && munmap(addr, page_size))
		tst_res(TBROK, "munmap() failed");
}

int main(void)
{
	setup();
	for (unsigned i = 0; i < ARRAY_SIZE(tcases); i++)
		verify(i);
	cleanup();
	return results[TFAIL] ? 1 : 0;
}
