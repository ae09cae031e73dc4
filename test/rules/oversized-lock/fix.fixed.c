#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char pincode[16];

static int ask(void)
{
    return fgets(pincode, sizeof pincode, stdin) == NULL;
}

int main(void)
{
    struct rlimit none = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &none) == -1)
        return 1;
    if (mlock(pincode, sizeof pincode) == -1) {
        perror("mlock");
        return 1;
    }
    (void)ask();
    explicit_bzero(pincode, sizeof pincode);
    return 0;
}
