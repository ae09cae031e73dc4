// repair: {"kind": "unlock-before", "lock": "mlock(area, 64)", "at": "return 0;"}
// refused: the array is not visible there
#include <sys/mman.h>
int use(void)
{
    {
        char area[64];
        if (mlock(area, 64) == -1)
            return -1;
    }
    return 0;
}
