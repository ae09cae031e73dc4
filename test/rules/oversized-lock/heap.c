// platforms: linux, qnx7
// title: a table that is cleared is no secret, and a secret on the heap is nobody's to measure
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static int table[256];

int main(void)
{
    char *password = malloc(100);

    if (password == NULL || mlockall(MCL_CURRENT) == -1)
        return 1;
    memset(table, 0, sizeof table);
    password[0] = 1;
    memset(password, 0, 100); // expect: unwiped-secret
    free(password);
    return table[0];
}
