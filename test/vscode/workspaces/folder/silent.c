#include <stdio.h>

int main(void)
{
    return puts("nothing is locked here") < 0;
}
