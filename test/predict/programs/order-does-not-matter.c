/* Calls beside each other that change nothing that the other one reads. */
#include <string.h>

static int twice(int n)
{
    return n * 2;
}

static int sum(const int *numbers, int count)
{
    int all = 0;
    for (int index = 0; index < count; index++)
        all += numbers[index];
    return all;
}

int main(void)
{
    int numbers[] = {1, 2, 3};
    int index = 0;
    int all = twice(index++) + sum(numbers, 3) + (int)strlen("abcd");
    all += twice(twice(3)) - index;
    return all;
}
