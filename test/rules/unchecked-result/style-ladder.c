// platforms: linux
// apply: Test the result
// title: labels that undo a step each: the one that undoes the last
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct pair {
    char *names;
    char *keys;
};

static struct pair *new_pair(size_t length)
{
    struct pair *pair = malloc(sizeof *pair);

    if (pair == NULL)
        goto fail;
    pair->names = malloc(length);
    if (pair->names == NULL)
        goto free_pair;
    pair->keys = malloc(length);
    if (pair->keys == NULL)
        goto free_names;
    pair->keys[0] = 0;
    pair->names[0] = 0;
    if (puts("a pair") == EOF)
        goto free_keys;
    mlock(pair->keys, length); // expect: unchecked-result
    return pair;

free_keys:
    free(pair->keys);
free_names:
    free(pair->names);
free_pair:
    free(pair);
fail:
    return NULL;
}

int main(void)
{
    return new_pair(4096) == NULL;
}
