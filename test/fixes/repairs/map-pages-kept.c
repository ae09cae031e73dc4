// repair: {"kind": "map-pages", "allocation": "malloc(100)"}
// refused: whoever gets the block will free it
#include <stdlib.h>
char *made(void)
{
	char *key = malloc(100);

	if (key != NULL && key[0] == 1) {
		free(key);
		return NULL;
	}
	return key;
}
