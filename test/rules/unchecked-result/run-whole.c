// platforms: linux
// apply: Test the result
// title: a program that locks all of itself, in a helper
#include <stdio.h>
#include <sys/mman.h>
static int prepare(void) {
    int result = mlockall(MCL_CURRENT); // expect: unchecked-result
    return 0;
}
int main(void) {
    if (prepare() != 0)
        return 1;
    puts("locked");
    return 0;
}
