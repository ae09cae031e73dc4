/* The ladder of labels that C programs clean up with. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define SIZE 16384

static int try_lock(void)
{
	int err = -1;
	char *copy;
	void *area = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (area == MAP_FAILED) {
		err = -errno;
		goto out;
	}
	if (mlock(area, SIZE) < 0) {
		err = -errno;
		goto unmap;
	}
	copy = malloc(64);
	if (!copy)
		goto unlock;
	memset(area, 0x5a, SIZE);
	memcpy(copy, area, 64);
	err = 0;
	for (int i = 0; i < 64; i++)
		if (copy[i] != 0x5a)
			err = 1;
	free(copy);
unlock:
	munlock(area, SIZE);
unmap:
	munmap(area, SIZE);
out:
	return err;
}

int main(void)
{
	int err = try_lock();

	if (err < 0) {
		fprintf(stderr, "failed: %s\n", strerror(-err));
		return 64 - err;
	}
	return err;
}
