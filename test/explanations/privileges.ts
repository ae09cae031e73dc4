/** Paths of the rules on who may lock, on the whole process, on real time and on signals. */
import type { Told } from "./told";

export const privileges: readonly Told[] = [
  {
    rule: "dropped-privilege",
    platform: "linux",
    code: `static int become(int user) { return setuid(user); }
int main(void) {
    char *p;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) return 1;
    if (become(1000) == -1) return 1;
    p = malloc(4096);
    return p == NULL;
}`,
    path: [
      "4: mlockall() locks it here",
      "5: become() is called here",
      "1: setuid() gives the privilege up here",
    ],
  },
];
