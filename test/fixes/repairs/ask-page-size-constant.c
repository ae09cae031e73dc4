// repair: {"kind": "ask-page-size", "span": "4096", "meant": "size"}
// refused: an array at file scope has a constant length
static char area[4096];
char *first(void) { return area; }
