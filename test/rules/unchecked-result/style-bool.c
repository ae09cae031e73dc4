// platforms: linux
// apply: Test the result
// title: true and false
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>

static bool enter(void) {
    mlockall(MCL_CURRENT); // expect: unchecked-result
    return true;
}

int main(void) {
    return enter() ? 0 : 1;
}
