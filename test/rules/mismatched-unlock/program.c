// platforms: linux, netbsd
// title: a whole program knows what it has locked
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(4096)));
static char other[4096] __attribute__((aligned(4096)));

static int begin(void) { return mlock(table, sizeof table); }
static void end(void) { (void)munlock(table, sizeof table); }

int main(void)
{
    if (begin() == -1) {
        perror("mlock");
        return 1;
    }
    memset(table, 1, sizeof table);
    (void)munlock(other, sizeof other); // expect: mismatched-unlock "never locked"
    end();
    return 0;
}
