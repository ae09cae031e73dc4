// platforms: linux
// title: locked by a helper; that it is a secret is told by how it is wiped
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
#define HOLD(p) mlock((p), PAGE)

static int hold(void *start)
{
    if (HOLD(start) == -1) { // expect? hint: broken-guarantee "core dump"
        perror("mlock");
        return -1;
    }
    return 0;
}

int main(void)
{
    char *words = aligned_alloc(PAGE, PAGE); // expect? hint: hard-coded-page-size
    int status = EXIT_FAILURE;

    if (words == NULL)
        return EXIT_FAILURE;
    if (hold(words) == -1) {
        free(words);
        return EXIT_FAILURE;
    }
    if (fgets(words, PAGE, stdin) != NULL && strlen(words) > 8)
        status = EXIT_SUCCESS;
    explicit_bzero(words, PAGE);
    if (munlock(words, PAGE) == -1)
        perror("munlock");
    free(words);
    return status;
}
