// repair: {"kind": "wipe-surely", "site": "memset(key, 1, 64)"}
// refused: it does not clear
#include <string.h>
void use(char *key) { memset(key, 1, 64); }
