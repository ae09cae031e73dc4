/* string building and parsing of sizes */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
static long parse_size(const char *s)
{
	char *end;
	long v;
	errno = 0;
	v = strtol(s, &end, 10);
	if (errno || end == s || v < 0) return -1;
	switch (tolower((unsigned char)*end)) {
	case 'k': v <<= 10; end++; break;
	case 'm': v <<= 20; end++; break;
	case '\0': break;
	default: return -1;
	}
	return *end ? -1 : v;
}
static const char *const specs[] = { "4096", "8k", "1M", "x", "12q", "" };
static const long want[] = { 4096, 8192, 1048576, -1, -1, -1 };
int main(void)
{
	unsigned i;
	char msg[64];
	for (i = 0; i < sizeof specs / sizeof *specs; i++) {
		long v = parse_size(specs[i]);
		if (v != want[i]) {
			snprintf(msg, sizeof msg, "%s -> %ld", specs[i], v);
			puts(msg);
			return 1 + i;
		}
		if (v > 0) {
			void *p = malloc(v);
			if (!p || mlock(p, v)) return 50;
			munlock(p, v);
			free(p);
		}
	}
	snprintf(msg, sizeof msg, "%d of %u", 6, i);
	return strcmp(msg, "6 of 6") == 0 ? 0 : 60;
}
