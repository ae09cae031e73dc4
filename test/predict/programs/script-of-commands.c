/* bsearch, strcmp dispatch on a command line that the test holds itself */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
static char buf[4096 * 2];
static int cmd_lock(int n) { return mlock(buf, n); }
static int cmd_unlock(int n) { return munlock(buf, n); }
static int cmd_fail(int n) { return n; }
static const struct cmd { const char *name; int (*fn)(int); } cmds[] = {
	{ "fail", cmd_fail }, { "lock", cmd_lock }, { "unlock", cmd_unlock },
};
static int by_name(const void *k, const void *c) { return strcmp(k, ((const struct cmd *)c)->name); }
static int run(const char *line)
{
	char copy[64], *word, *arg;
	struct cmd *c;
	strncpy(copy, line, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	word = strtok(copy, " ");
	arg = strtok(NULL, " ");
	if (!word || !arg) return -2;
	c = bsearch(word, cmds, 3, sizeof cmds[0], by_name);
	return c ? c->fn(atoi(arg)) : -3;
}
int main(void)
{
	const char *script[] = { "lock 4096", "unlock 4096", "fail 7", "nonsense 1", "lock", NULL };
	int i, acc = 0;
	for (i = 0; script[i]; i++) {
		int r = run(script[i]);
		printf("%s => %d\n", script[i], r);
		acc = acc * 2 + (r < 0 ? -r : r);
	}
	return acc;
}
