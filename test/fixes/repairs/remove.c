// repair: {"kind": "remove", "span": "munlockall();", "title": "Take it away"}
#include <sys/mman.h>
void leave(void)
{
    munlockall();
}
