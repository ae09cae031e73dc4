/** What signal handlers call that they should not. */
import type { Platform } from "../../platforms/profile";
import type { CallCheck } from "./watch";

const lockCalls = ["mlock", "mlock2", "munlock", "mlockall", "munlockall"];

/** They hold a lock of the library's, or change what it keeps: who interrupts one of them and calls another waits for itself. */
const holdingLocks =
  `printf fprintf vprintf vfprintf puts fputs putchar fputc putc fflush fwrite fopen fdopen freopen fclose fgets fread fgetc getc
  getchar getline scanf fscanf perror err errx warn warnx syslog vsyslog openlog closelog
  malloc calloc realloc reallocarray free strdup strndup asprintf vasprintf posix_memalign aligned_alloc memalign valloc
  exit localtime ctime gmtime mktime getpwnam getpwuid getgrnam gethostbyname getaddrinfo dlopen dlsym popen system
  pthread_mutex_lock pthread_mutex_unlock pthread_cond_signal pthread_cond_broadcast pthread_cond_wait
  pthread_rwlock_rdlock pthread_rwlock_wrlock pthread_rwlock_unlock pthread_create`.split(/\s+/);

/** Each call of them that a signal handler makes. Elsewhere they may be made as well: that says nothing of the handler. */
export const unsafeInHandler: CallCheck = {
  calls: [...lockCalls, ...holdingLocks],
  before: ({ run, frame, site, name }, state) => {
    if (state.world.context !== "signal-handler" || !isUnsafe(run.platform.facts, name)) return state;
    run.recorder.observe({
      kind: "unsafe-in-handler",
      span: site.nameSpan,
      functionName: frame.fn.name,
      site,
      verdict: "certain",
      callee: lockCalls.includes(name) ? "lock" : "library",
      way: { trail: state.trail, region: undefined },
    });
    return state;
  },
};

/** Of the lock calls the platform's page says it. */
function isUnsafe({ "lock.signal-handler": { value } }: Platform["facts"], name: string): boolean {
  if (!lockCalls.includes(name)) return true;
  return value === "not-listed" || (value === "except-munlockall" && name === "munlockall");
}
