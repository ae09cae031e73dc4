/* struct returned by value, passed by value */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
struct span { char *base; size_t len; int locked; };
static struct span span_make(size_t len)
{
	struct span s = { NULL, 0, 0 };
	s.base = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (s.base == MAP_FAILED) s.base = NULL;
	else s.len = len;
	return s;
}
static struct span span_lock(struct span s)
{
	s.locked = mlock(s.base, s.len) == 0;
	return s;
}
static int span_free(struct span *s)
{
	int r = munmap(s->base, s->len);
	*s = (struct span){ 0 };
	return r;
}
int main(void)
{
	struct span a = span_make(4096), b;
	if (!a.base) return 1;
	b = span_lock(a);
	if (a.locked || !b.locked) return 2;
	if (b.base != a.base || b.len != a.len) return 3;
	if (span_free(&b)) return 4;
	if (b.base || b.len) return 5;
	return (int)(a.len / 256) + (int)offsetof(struct span, len);
}
