/* What is locked, as /proc/self/status tells it page by page. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <stdlib.h>
static long vm(const char *field){ FILE *f=fopen("/proc/self/status","r"); char l[128]; long v=-1; size_t n=strlen(field); if(!f) return -1; while(fgets(l,sizeof l,f)) if(!strncmp(l,field,n)&&l[n]==':'){ v=atol(l+n+1); break;} fclose(f); return v; }
int main(void){ long ps=sysconf(_SC_PAGESIZE); char*p=mmap(0,10*ps,PROT_READ|PROT_WRITE,MAP_PRIVATE|MAP_ANONYMOUS,-1,0); if(p==MAP_FAILED) return 1; if(vm("VmLck")!=0) return 2; if(mlock(p+ps,3*ps)) return 3; if(vm("VmLck")*1024!=3*ps) return 4; if(mlock(p+2*ps,4*ps)) return 5; if(vm("VmLck")*1024!=5*ps) return 6; munlock(p+3*ps,ps); if(vm("VmLck")*1024!=4*ps) return 7; munmap(p,10*ps); return vm("VmLck")==0?10:8; }
