// platforms: linux
// apply: Test the result
// title: codes of its own, and a variable that is nobody else's
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { KEYS_OK, KEYS_FAILED };

static int check(size_t length) { return length > 4096 ? KEYS_FAILED : KEYS_OK; }

static int load(char **key, size_t length)
{
    int code = check(length);

    *key = malloc(length);
    if (*key == NULL)
        return KEYS_FAILED;
    if (code != KEYS_OK)
        return code;
    mlock(*key, length); // expect: unchecked-result
    return KEYS_OK;
}

int main(void)
{
    char *key;

    return load(&key, 16) == KEYS_OK ? 0 : 1;
}
