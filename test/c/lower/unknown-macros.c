struct item { int value; struct { struct item *next; } link; };
int step(int);
static INLINE_HINT int attributed(const struct item *RESTRICT_HINT p NONNULL) { return p->value; }
EXPORT(3) struct item *
exported(unsigned n UNUSED) { return CAST(struct item *)container(n, struct item, link); }
static ALIGNED(64) char aligned[64] NONSTRING = "a";
DECLARE_LIST(head, struct item)

int loops(struct item *p, struct item *list) {
  UNUSED int first = 1;
  LIST_FOREACH(p, &list, link) {
    if (step(p->value)) break;
  }
  list_for_each_entry(p, list, link)
    step(2);
  LOCK_SECTION {
    step(3);
  }
  CHECK(step(4))
  BEGIN
  step(5);
  if (timer_compare(p, list, <=) && SPLIT(p,, 1)) step(6);
  return printf("a" TEXT(b) "c", (FORCED long)first);
}

TEST(group, first) { step(7); }
TEST(group, second) { step(8); }
int HANDLER(get, clock)(struct item *p) { return p->value; }
implicit(int n) { return n; }

static struct item *
old_style(p, n)
     struct item *p;
     int n;
{ return n ? p : 0; }

int conversions(int c) {
  switch (c) {
    case 1:
      OPTION_HANDLERS
      MORE_HANDLERS
    case 2: {
      PUSH_WARNINGS
      IGNORE_WARNING
      struct item made = MAKE_ITEM(.value = step(c));
      POP_WARNINGS
      step(made.value);
    }
  }
  int first PLACED(8), *RESTRICT_HINT second = &first, *RESTRICT_HINT third = &first;
  return ADDRESS(00, 0a);
}
