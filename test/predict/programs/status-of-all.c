/* What mlockall() adds up to, nobody knows; munlockall() leaves nothing. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static unsigned long vmlck(void){ FILE *f=fopen("/proc/self/status","r"); char l[256]; unsigned long v=0; if(!f) return 99; while(fgets(l,sizeof(l),f)){ if(sscanf(l,"VmLck: %lu kB",&v)==1) break; } fclose(f); return v; }
int main(void){ if(mlockall(MCL_CURRENT)) return 1; if(vmlck()==0) return 2; if(munlockall()) return 3; if(vmlck()!=0) return 4; if(mlockall(MCL_FUTURE)) return 5; char*p=mmap(0,8192,PROT_READ|PROT_WRITE,MAP_PRIVATE|MAP_ANONYMOUS,-1,0); if(p==MAP_FAILED) return 6; if(vmlck()<8) return 7; munlockall(); return vmlck()?8:0; }
