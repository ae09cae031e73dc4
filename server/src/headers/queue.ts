/** The lists of <sys/queue.h>, as queue(3) describes them: macros that are all there is of them, so their text is built in. */

/** STAILQ and SIMPLEQ are one thing under two names. */
const tailQueue = (prefix: string, head: string, entry: string) => `
#define ${prefix}_HEAD(name, type) struct name { struct type *${head}_first; struct type **${head}_last; }
#define ${prefix}_HEAD_INITIALIZER(head) { 0, &(head).${head}_first }
#define ${prefix}_ENTRY(type) struct { struct type *${entry}_next; }
#define ${prefix}_INIT(head) do { (head)->${head}_first = 0; (head)->${head}_last = &(head)->${head}_first; } while (0)
#define ${prefix}_EMPTY(head) ((head)->${head}_first == 0)
#define ${prefix}_FIRST(head) ((head)->${head}_first)
#define ${prefix}_NEXT(one, link) ((one)->link.${entry}_next)
#define ${prefix}_INSERT_HEAD(head, one, link) do { ${prefix}_NEXT(one, link) = ${prefix}_FIRST(head); if (${prefix}_EMPTY(head)) (head)->${head}_last = &${prefix}_NEXT(one, link); ${prefix}_FIRST(head) = (one); } while (0)
#define ${prefix}_INSERT_TAIL(head, one, link) do { ${prefix}_NEXT(one, link) = 0; *(head)->${head}_last = (one); (head)->${head}_last = &${prefix}_NEXT(one, link); } while (0)
#define ${prefix}_INSERT_AFTER(head, place, one, link) do { ${prefix}_NEXT(one, link) = ${prefix}_NEXT(place, link); if (${prefix}_NEXT(one, link) == 0) (head)->${head}_last = &${prefix}_NEXT(one, link); ${prefix}_NEXT(place, link) = (one); } while (0)
#define ${prefix}_REMOVE_HEAD(head, link) do { ${prefix}_FIRST(head) = ${prefix}_NEXT(${prefix}_FIRST(head), link); if (${prefix}_EMPTY(head)) (head)->${head}_last = &${prefix}_FIRST(head); } while (0)
#define ${prefix}_REMOVE(head, one, type, link) do { if (${prefix}_FIRST(head) == (one)) ${prefix}_REMOVE_HEAD(head, link); else { struct type *__at = ${prefix}_FIRST(head); while (${prefix}_NEXT(__at, link) != (one)) __at = ${prefix}_NEXT(__at, link); ${prefix}_NEXT(__at, link) = ${prefix}_NEXT(${prefix}_NEXT(__at, link), link); if (${prefix}_NEXT(__at, link) == 0) (head)->${head}_last = &${prefix}_NEXT(__at, link); } } while (0)
#define ${prefix}_CONCAT(head, other) do { if (!${prefix}_EMPTY(other)) { *(head)->${head}_last = ${prefix}_FIRST(other); (head)->${head}_last = (other)->${head}_last; ${prefix}_INIT(other); } } while (0)
${walks(prefix)}`;

/** From the first to where there is no next; the safe way knows the next before the body runs. */
const walks = (prefix: string) => `
#define ${prefix}_FOREACH(one, head, link) for ((one) = ${prefix}_FIRST(head); (one) != 0; (one) = ${prefix}_NEXT(one, link))
#define ${prefix}_FOREACH_SAFE(one, head, link, next) for ((one) = ${prefix}_FIRST(head); (one) != 0 && ((next) = ${prefix}_NEXT(one, link), 1); (one) = (next))
`;

const stack = `
#define SLIST_HEAD(name, type) struct name { struct type *slh_first; }
#define SLIST_HEAD_INITIALIZER(head) { 0 }
#define SLIST_ENTRY(type) struct { struct type *sle_next; }
#define SLIST_INIT(head) do { (head)->slh_first = 0; } while (0)
#define SLIST_EMPTY(head) ((head)->slh_first == 0)
#define SLIST_FIRST(head) ((head)->slh_first)
#define SLIST_NEXT(one, link) ((one)->link.sle_next)
#define SLIST_INSERT_HEAD(head, one, link) do { SLIST_NEXT(one, link) = SLIST_FIRST(head); SLIST_FIRST(head) = (one); } while (0)
#define SLIST_INSERT_AFTER(place, one, link) do { SLIST_NEXT(one, link) = SLIST_NEXT(place, link); SLIST_NEXT(place, link) = (one); } while (0)
#define SLIST_REMOVE_HEAD(head, link) do { SLIST_FIRST(head) = SLIST_NEXT(SLIST_FIRST(head), link); } while (0)
#define SLIST_REMOVE(head, one, type, link) do { if (SLIST_FIRST(head) == (one)) SLIST_REMOVE_HEAD(head, link); else { struct type *__at = SLIST_FIRST(head); while (SLIST_NEXT(__at, link) != (one)) __at = SLIST_NEXT(__at, link); SLIST_NEXT(__at, link) = SLIST_NEXT(SLIST_NEXT(__at, link), link); } } while (0)
${walks("SLIST")}`;

/** `_prev` is where the pointer to the element lies. */
const list = `
#define LIST_HEAD(name, type) struct name { struct type *lh_first; }
#define LIST_HEAD_INITIALIZER(head) { 0 }
#define LIST_ENTRY(type) struct { struct type *le_next; struct type **le_prev; }
#define LIST_INIT(head) do { (head)->lh_first = 0; } while (0)
#define LIST_EMPTY(head) ((head)->lh_first == 0)
#define LIST_FIRST(head) ((head)->lh_first)
#define LIST_NEXT(one, link) ((one)->link.le_next)
#define __LIST_PUT(where, one, link) do { LIST_NEXT(one, link) = *(where); if (*(where) != 0) (*(where))->link.le_prev = &LIST_NEXT(one, link); (one)->link.le_prev = (where); *(where) = (one); } while (0)
#define LIST_INSERT_HEAD(head, one, link) __LIST_PUT(&LIST_FIRST(head), one, link)
#define LIST_INSERT_AFTER(place, one, link) __LIST_PUT(&LIST_NEXT(place, link), one, link)
#define LIST_INSERT_BEFORE(place, one, link) do { LIST_NEXT(one, link) = (place); (one)->link.le_prev = (place)->link.le_prev; *(place)->link.le_prev = (one); (place)->link.le_prev = &LIST_NEXT(one, link); } while (0)
#define LIST_REMOVE(one, link) do { *(one)->link.le_prev = LIST_NEXT(one, link); if (LIST_NEXT(one, link) != 0) LIST_NEXT(one, link)->link.le_prev = (one)->link.le_prev; } while (0)
${walks("LIST")}`;

/** The last one is found through the head's and the links' equal shape: what lies at `_prev` is a link, too. */
const doubleTailQueue = `
#define TAILQ_HEAD(name, type) struct name { struct type *tqh_first; struct type **tqh_last; }
#define TAILQ_HEAD_INITIALIZER(head) { 0, &(head).tqh_first }
#define TAILQ_ENTRY(type) struct { struct type *tqe_next; struct type **tqe_prev; }
#define TAILQ_INIT(head) do { (head)->tqh_first = 0; (head)->tqh_last = &(head)->tqh_first; } while (0)
#define TAILQ_EMPTY(head) ((head)->tqh_first == 0)
#define TAILQ_FIRST(head) ((head)->tqh_first)
#define TAILQ_NEXT(one, link) ((one)->link.tqe_next)
#define TAILQ_LAST(head, headname) (*((struct headname *)(head)->tqh_last)->tqh_last)
#define TAILQ_PREV(one, headname, link) (*((struct headname *)(one)->link.tqe_prev)->tqh_last)
#define __TAILQ_JOIN(head, one, link) do { if (TAILQ_NEXT(one, link) != 0) TAILQ_NEXT(one, link)->link.tqe_prev = &TAILQ_NEXT(one, link); else (head)->tqh_last = &TAILQ_NEXT(one, link); } while (0)
#define __TAILQ_PUT(head, where, one, link) do { TAILQ_NEXT(one, link) = *(where); (one)->link.tqe_prev = (where); __TAILQ_JOIN(head, one, link); *(where) = (one); } while (0)
#define TAILQ_INSERT_HEAD(head, one, link) __TAILQ_PUT(head, &TAILQ_FIRST(head), one, link)
#define TAILQ_INSERT_AFTER(head, place, one, link) __TAILQ_PUT(head, &TAILQ_NEXT(place, link), one, link)
#define TAILQ_INSERT_TAIL(head, one, link) do { TAILQ_NEXT(one, link) = 0; (one)->link.tqe_prev = (head)->tqh_last; *(head)->tqh_last = (one); (head)->tqh_last = &TAILQ_NEXT(one, link); } while (0)
#define TAILQ_INSERT_BEFORE(place, one, link) do { TAILQ_NEXT(one, link) = (place); (one)->link.tqe_prev = (place)->link.tqe_prev; *(place)->link.tqe_prev = (one); (place)->link.tqe_prev = &TAILQ_NEXT(one, link); } while (0)
#define TAILQ_REMOVE(head, one, link) do { if (TAILQ_NEXT(one, link) != 0) TAILQ_NEXT(one, link)->link.tqe_prev = (one)->link.tqe_prev; else (head)->tqh_last = (one)->link.tqe_prev; *(one)->link.tqe_prev = TAILQ_NEXT(one, link); } while (0)
#define TAILQ_REPLACE(head, old, one, link) do { TAILQ_NEXT(one, link) = TAILQ_NEXT(old, link); (one)->link.tqe_prev = (old)->link.tqe_prev; __TAILQ_JOIN(head, one, link); *(one)->link.tqe_prev = (one); } while (0)
#define TAILQ_CONCAT(head, other, link) do { if (!TAILQ_EMPTY(other)) { *(head)->tqh_last = TAILQ_FIRST(other); TAILQ_FIRST(other)->link.tqe_prev = (head)->tqh_last; (head)->tqh_last = (other)->tqh_last; TAILQ_INIT(other); } } while (0)
#define TAILQ_FOREACH_REVERSE(one, head, headname, link) for ((one) = TAILQ_LAST(head, headname); (one) != 0; (one) = TAILQ_PREV(one, headname, link))
#define TAILQ_FOREACH_REVERSE_SAFE(one, head, headname, link, next) for ((one) = TAILQ_LAST(head, headname); (one) != 0 && ((next) = TAILQ_PREV(one, headname, link), 1); (one) = (next))
${walks("TAILQ")}`;

/** Both ends point to the head. */
const circle = `
#define CIRCLEQ_HEAD(name, type) struct name { struct type *cqh_first; struct type *cqh_last; }
#define CIRCLEQ_HEAD_INITIALIZER(head) { (void *)&(head), (void *)&(head) }
#define CIRCLEQ_ENTRY(type) struct { struct type *cqe_next; struct type *cqe_prev; }
#define CIRCLEQ_INIT(head) do { (head)->cqh_first = (void *)(head); (head)->cqh_last = (void *)(head); } while (0)
#define CIRCLEQ_EMPTY(head) ((head)->cqh_first == (void *)(head))
#define CIRCLEQ_FIRST(head) ((head)->cqh_first)
#define CIRCLEQ_LAST(head) ((head)->cqh_last)
#define CIRCLEQ_NEXT(one, link) ((one)->link.cqe_next)
#define CIRCLEQ_PREV(one, link) ((one)->link.cqe_prev)
#define __CIRCLEQ_AFTER(head, one, link) (*(CIRCLEQ_NEXT(one, link) == (void *)(head) ? &CIRCLEQ_LAST(head) : &CIRCLEQ_PREV(CIRCLEQ_NEXT(one, link), link)))
#define __CIRCLEQ_BEFORE(head, one, link) (*(CIRCLEQ_PREV(one, link) == (void *)(head) ? &CIRCLEQ_FIRST(head) : &CIRCLEQ_NEXT(CIRCLEQ_PREV(one, link), link)))
#define __CIRCLEQ_PUT(head, before, one, after, link) do { CIRCLEQ_PREV(one, link) = (before); CIRCLEQ_NEXT(one, link) = (after); __CIRCLEQ_AFTER(head, one, link) = (one); __CIRCLEQ_BEFORE(head, one, link) = (one); } while (0)
#define CIRCLEQ_INSERT_HEAD(head, one, link) __CIRCLEQ_PUT(head, (void *)(head), one, CIRCLEQ_FIRST(head), link)
#define CIRCLEQ_INSERT_TAIL(head, one, link) __CIRCLEQ_PUT(head, CIRCLEQ_LAST(head), one, (void *)(head), link)
#define CIRCLEQ_INSERT_AFTER(head, place, one, link) __CIRCLEQ_PUT(head, place, one, CIRCLEQ_NEXT(place, link), link)
#define CIRCLEQ_INSERT_BEFORE(head, place, one, link) __CIRCLEQ_PUT(head, CIRCLEQ_PREV(place, link), one, place, link)
#define CIRCLEQ_REMOVE(head, one, link) do { __CIRCLEQ_AFTER(head, one, link) = CIRCLEQ_PREV(one, link); __CIRCLEQ_BEFORE(head, one, link) = CIRCLEQ_NEXT(one, link); } while (0)
#define CIRCLEQ_FOREACH(one, head, link) for ((one) = CIRCLEQ_FIRST(head); (one) != (void *)(head); (one) = CIRCLEQ_NEXT(one, link))
#define CIRCLEQ_FOREACH_REVERSE(one, head, link) for ((one) = CIRCLEQ_LAST(head); (one) != (void *)(head); (one) = CIRCLEQ_PREV(one, link))
`;

export const queueHeader = [
  stack,
  tailQueue("STAILQ", "stqh", "stqe"),
  tailQueue("SIMPLEQ", "sqh", "sqe"),
  list,
  doubleTailQueue,
  circle,
].join("");
