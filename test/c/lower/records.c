typedef struct node { struct node *next; unsigned flag : 1, mode : 3; struct { int x; }; volatile int seen; } node_t;
typedef node_t *list;
struct node make(void);
int sum(struct node a, struct node *b);

int members(list l, node_t n, volatile int *v) {
  l->next->flag = 1;
  n.x = l->mode;
  *l = n;
  n = make();
  node_t m = *l->next, *p = &m;
  l->seen += *v;
  (&n)->next = p;
  make();
  return sum(n, &n) + make().x + (l ? n : m).x + unknown->member + other.field;
}

volatile struct node device;
struct opaque *handle;
int volatile_place(void) {
  device.x = 1;
  return handle->size + (int)sizeof(struct opaque) + (int)sizeof device + (int)sizeof(unknown_t);
}
