#include <stdio.h>
#include <errno.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/wait.h>
static int failures;
#define CHECK(c) do { if (!(c)) { printf("FAIL %s\n", #c); failures++; } } while (0)
int main(void) {
  long page = sysconf(_SC_PAGESIZE);
  char *p = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) { perror("mmap"); return 2; }
  CHECK(mlock(p, 2 * page) == 0);
  munmap(p + page, page);
  errno = 0;
  CHECK(mlock(p, 4 * page) == -1 && errno == ENOMEM);
  p[0] = 1;
  pid_t pid = fork();
  if (pid == 0) { _exit(p[0] == 1 ? 3 : 4); }
  int status;
  CHECK(waitpid(pid, &status, 0) == pid);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
  return failures != 0;
}
