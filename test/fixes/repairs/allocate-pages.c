// repair: {"kind": "allocate-pages", "allocation": "malloc(length)"}
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
int main(void)
{
    size_t length = 8192;
    char *key = malloc(length);

    if (key == NULL)
        return 1;
    if (mlock(key, length) == -1) {
        perror("mlock");
        return 1;
    }
    free(key);
    return 0;
}
