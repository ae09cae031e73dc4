/* What every file of the program needs. */
#include <sys/mman.h>
