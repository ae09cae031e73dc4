#define _GNU_SOURCE
#include <sys/mman.h>
int enter(void *area) { return mlock2(area, 4096, 0); }
