// platforms: linux
// apply: Test the result
// title: a helper that ends the program, with the name of the program before each message
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void *pages(size_t length)
{
    void *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
    {
        fprintf(stderr, "recorder: cannot map %zu bytes: %s\n", length, strerror(errno));
        exit(2);
    }
    mlock(area, length); // expect: unchecked-result
    return area;
}

int main(void)
{
    return pages(8192) == NULL;
}
