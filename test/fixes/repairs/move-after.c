// repair: {"kind": "move-after", "site": "mlockall(MCL_CURRENT | MCL_FUTURE)", "at": "if (daemon(1, 1) == -1) {\n        perror(\"daemon\");\n        return 1;\n    }"}
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
    puts("begins");
    // No page may be missing from here on.
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }

    if (daemon(1, 1) == -1) {
        perror("daemon");
        return 1;
    }
    return 0;
}
