// platforms: linux
// title: a standard alone, and the call in a macro
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <sys/mman.h>

#define HOLD(start, length) mlock2(start, length, 0)

int hold(void *start, size_t length) { return HOLD(start, length); } // expect? warning: missing-feature-macro
