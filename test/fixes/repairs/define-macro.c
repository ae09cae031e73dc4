// repair: {"kind": "define-macro", "name": "_GNU_SOURCE"}
/* A program.
 * #include is said here, too. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include <sys/mman.h>
int enter(void *area) { return mlock2(area, 4096, MLOCK_ONFAULT); }
