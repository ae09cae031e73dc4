#include <sys/mman.h>
#define HOLD(p, n) mlock(p, n)
