#include <stdio.h>
#include <sys/mman.h>
static int prepare(void) {
    int result = mlockall(MCL_CURRENT);
    if (result == -1) {
        perror("mlockall");
        return -1;
    }
    return 0;
}
int main(void) {
    if (prepare() != 0)
        return 1;
    puts("locked");
    return 0;
}
