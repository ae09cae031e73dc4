// platforms: qnx7, illumos
// title: a library function without main in sight owes no privilege
#include <sys/mman.h>
static char page[4096] __attribute__((aligned(4096)));
void enter(void) {
    mlock(page, sizeof page); // expect: unchecked-result
}
