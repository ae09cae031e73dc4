// repair: {"kind": "define-macro", "name": "_POSIX_C_SOURCE", "value": "200809L"}
// platform: posix
#ifndef ENTER_H
#define ENTER_H
#include <sys/mman.h>
static inline int enter(void) { return mlockall(MCL_CURRENT); }
#endif
