/* madvise on locked pages: MADV_DONTNEED is EINVAL */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
static const struct {
	const char *name;
	int advice;
	int locked_errno;
} advices[] = {
	{ "MADV_NORMAL", MADV_NORMAL, 0 },
	{ "MADV_RANDOM", MADV_RANDOM, 0 },
	{ "MADV_SEQUENTIAL", MADV_SEQUENTIAL, 0 },
	{ "MADV_WILLNEED", MADV_WILLNEED, 0 },
	{ "MADV_DONTNEED", MADV_DONTNEED, EINVAL },
	{ NULL, 0, 0 },
};
int main(void)
{
	int i, failures = 0;
	long ps = sysconf(_SC_PAGESIZE);
	char *area = mmap(NULL, ps, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (area == MAP_FAILED || mlock(area, ps) == -1) {
		perror("setup");
		return 125;
	}
	strcpy(area, "secret");
	for (i = 0; advices[i].name != NULL; i++) {
		int error = madvise(area, ps, advices[i].advice) == 0 ? 0 : errno;
		if (error != advices[i].locked_errno) {
			printf("%-20s got %d want %d\n", advices[i].name, error, advices[i].locked_errno);
			failures++;
		}
	}
	if (strcmp(area, "secret") != 0) failures += 10;
	munlock(area, ps);
	if (madvise(area, ps, MADV_DONTNEED) != 0) failures += 20;
	if (area[0] != '\0') failures += 40;
	return failures;
}
