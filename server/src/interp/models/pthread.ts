/** <pthread.h> and <signal.h>. What other threads do meanwhile is not looked at. */
import { each, errorNumber, kernelCall, kernelQuestion, type Model, object, quiet } from "./model";

const threadCall = { ...errorNumber, blocks: true, changesNothing: true } as const;
/** It fills one object. */
const fills = (index: number): Omit<Model, "name"> => ({
  ...errorNumber,
  blocks: true,
  accesses: [object(index)],
});

export const threadModels: readonly Model[] = [
  ...each(
    "pthread_mutex_lock pthread_mutex_trylock pthread_mutex_timedlock pthread_mutex_unlock",
    threadCall,
  ),
  ...each("pthread_mutex_init pthread_mutex_destroy pthread_cond_init pthread_cond_destroy", threadCall),
  ...each("pthread_cond_wait pthread_cond_timedwait pthread_cond_signal pthread_cond_broadcast", threadCall),
  ...each("pthread_rwlock_rdlock pthread_rwlock_wrlock pthread_rwlock_unlock pthread_spin_lock", threadCall),
  ...each("pthread_spin_unlock pthread_spin_init pthread_barrier_wait pthread_barrier_init", threadCall),
  ...each(
    "pthread_sleepon_lock pthread_sleepon_unlock pthread_sleepon_wait pthread_sleepon_signal",
    threadCall,
  ),
  ...each("pthread_join pthread_detach pthread_cancel pthread_kill pthread_setschedparam", threadCall),
  ...each("pthread_setschedprio pthread_setaffinity_np pthread_setname_np pthread_sigmask", threadCall),
  ...each("pthread_attr_destroy pthread_condattr_setclock pthread_mutexattr_setprotocol", threadCall),
  ...each("pthread_attr_setstacksize pthread_attr_setstack pthread_attr_setschedpolicy", threadCall),
  ...each("pthread_attr_setschedparam pthread_attr_setinheritsched pthread_attr_setdetachstate", threadCall),
  // They fill what they point to.
  ...each("pthread_create pthread_attr_getstack pthread_getschedparam", { ...errorNumber, blocks: true }),
  ...each("pthread_attr_init pthread_mutexattr_init pthread_condattr_init", fills(0)),
  ...each("pthread_attr_getstacksize pthread_getattr_np", fills(1)),
  ...each("pthread_attr_setguardsize pthread_attr_setscope pthread_attr_setstackaddr", threadCall),
  ...each("pthread_mutexattr_settype pthread_mutexattr_setpshared pthread_mutexattr_destroy", threadCall),
  ...each("pthread_attr_getguardsize pthread_attr_getdetachstate pthread_attr_getschedparam", fills(1)),
  ...each("sigpending", { ...kernelCall, accesses: [object(0)] }),
  ...each("sigaltstack", { ...kernelCall, accesses: [object(1)] }),
  ...each("pthread_self pthread_equal", quiet),
  ...each("sigaction signal sigprocmask sigwaitinfo sigtimedwait sigsuspend siginterrupt", kernelQuestion),
  ...each("sigemptyset sigfillset sigaddset sigdelset", { errno: "keeps", accesses: [object(0)] }),
  ...each("sigismember", quiet),
  ...each("sigwait", fills(1)),
];
