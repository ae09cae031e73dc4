// repair: {"kind": "touch-stack", "at": "return touch_stack;", "bytes": 4096}
// platform: qnx7
static int touch_stack;
int enter(void) {
	return touch_stack;
}
