// platforms: linux
// title: a part of some other file
int hold(void *p, unsigned long n) { return mlock(p, n); } // ok: whoever includes this file includes the header
