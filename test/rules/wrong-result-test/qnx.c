// platforms: qnx7
// title: an error number is not -1
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <sys/procmgr.h>
extern const struct sigevent *handler(void *area, int id);
void fail(void);
int attach(int irq) {
    int id = InterruptAttach_r(irq, handler, 0, 0, 0);
    if (id == -1) // expect: wrong-result-test
        fail();
    id = InterruptAttach(irq, handler, 0, 0, 0);
    if (id == -1) // ok: this form returns -1
        fail();
    return id;
}
