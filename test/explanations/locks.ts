/** Paths of the rules on what the program does with its locks. */
import type { Told } from "./told";

export const locks: readonly Told[] = [
  {
    rule: "leaked-lock",
    platform: "linux",
    code: `static void drop(char *p) { free(p); }
int use(void) {
    char *p = valloc(4096);
    char *q = valloc(4096);
    if (!p || !q || mlock(p, 4096) == -1) return -1;
    drop(p);
    return 0;
}`,
    path: ["3: `p` comes from valloc() here", "5: mlock() locks it here", "6: drop() is called here"],
  },
  {
    rule: "lost-lock",
    platform: "linux",
    code: `static char key[4096];
int main(void) {
    if (mlock(key, sizeof key) == -1) return 1;
    if (fork() == 0) key[0] = 1;
    return 0;
}`,
    path: ["3: mlock() locks it here", "4: fork() here: from now on this is the child, which holds no locks"],
  },
];
