/* A program.
 * #include is said here, too. */

#define _GNU_SOURCE
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include <sys/mman.h>
int enter(void *area) { return mlock2(area, 4096, MLOCK_ONFAULT); }
