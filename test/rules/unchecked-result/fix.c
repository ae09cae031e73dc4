// platforms: linux
// apply: Test the result
#include <sys/mman.h>
static char page[4096];
int enter(void) {
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}
