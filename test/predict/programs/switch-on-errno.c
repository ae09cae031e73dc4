/* What went wrong decides the status. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static int status_of(int err)
{
	switch (err) {
	case EINVAL:
		return 10;
	case ENOMEM:
	case EAGAIN:
		return 20;
	case EPERM:
		return 30;
	default:
		return 40;
	}
}

int main(void)
{
	int worst = 0, i;
	struct {
		void *address;
		size_t length;
	} ranges[] = {
		{ (void *)0, 4096 },
		{ (void *)4096, 8192 },
	};

	for (i = 0; i < 2; i++) {
		if (mlock(ranges[i].address, ranges[i].length) == -1) {
			int status = status_of(errno);

			if (status > worst)
				worst = status;
		}
	}
	return worst;
}
