// platforms: linux, qnx7, illumos
// title: Who only complains of a failed lock has locked twice all the same
#include <stdio.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(8192)));

static void sum_up(void)
{
    if (mlock(table, sizeof table) == -1)
        perror("mlock");
    table[1] += table[0];
    if (munlock(table, sizeof table) == -1) // expect?: nested-lock-assumed "used before it is unlocked"
        perror("munlock");
}

int fill_and_sum_up(void)
{
    if (mlock(table, sizeof table) == -1)
        return -1;
    table[0] = 7;
    sum_up();
    table[0] = 8;
    return munlock(table, sizeof table);
}

static char other[8192] __attribute__((aligned(8192)));

int one_after_the_other(void)
{
    if (mlock(other, sizeof other) == -1)
        perror("mlock");
    other[0] = 7;
    if (munlock(other, sizeof other) == -1)
        perror("munlock");
    if (mlock(other, sizeof other) == -1)
        perror("mlock");
    other[0] = 8;
    return munlock(other, sizeof other);
}
