// platforms: linux, qnx7, illumos
#include <stdio.h>
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));

void in_a_string(void) {
    mlock(page, sizeof page); puts("// best effort"); // expect warning: unchecked-result
}

void below_a_line_with_a_star(int *optional) {
    *optional = 1;
    mlock(page, sizeof page); // expect warning: unchecked-result
}

void below_several_lines(void) {
    /* What is locked here makes the program quick:
       best effort. It need not succeed,
       and nobody asks. */
    mlock(page, sizeof page); // ok: the comment says so
}
