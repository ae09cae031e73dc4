// platforms: macos
// title: somebody has asked the system before
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
#ifdef HAVE_MLOCKALL
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        exit(1);
#endif
    return 0;
}
