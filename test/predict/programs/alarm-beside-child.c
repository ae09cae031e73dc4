/* An alarm that comes while a child sleeps. */
#include <sys/mman.h>
#include <unistd.h>
#include <signal.h>
#include <sys/wait.h>
int main(void){ alarm(1); int st; pid_t p=fork(); if(!p){ sleep(2); _exit(3);} waitpid(p,&st,0); return 4; }
