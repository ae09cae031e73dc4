/* err() prints errno and exits with what it was given. */
#include <err.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
	if (mlockall(0) != 0)
		err(7, "mlockall");
	errx(8, "mlockall(0) succeeded");
}
