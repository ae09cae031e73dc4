// platforms: qnx7
// title: to look at a child's status acquires nothing
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
static char page[4096] __attribute__((aligned(4096)));
int main(void) {
    int status = 0;
    wait(&status);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return 1;
    mlock(page, sizeof page); // expect warning: missing-privilege
    return 0;
}
