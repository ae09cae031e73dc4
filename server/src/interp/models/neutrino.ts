/** QNX: <sys/neutrino.h>, <sys/procmgr.h>, <hw/inout.h>, <atomic.h>, resource managers. */
import { each, errorNumber, kernelCall, kernelQuestion, type Model } from "./model";

/** Another number each time. */
const register = { errno: "keeps", changesNothing: true } as const;

export const neutrinoModels: readonly Model[] = [
  ...each("procmgr_ability", { ...errorNumber, blocks: true, changesNothing: true }),
  ...each("procmgr_daemon procmgr_guardian procmgr_event_notify", kernelQuestion),
  ...each("MsgSendPulse MsgError MsgReply MsgReplyv MsgDeliverEvent MsgWrite MsgWritev", kernelQuestion),
  ...each(
    "MsgSend MsgSendv MsgSendnc MsgReceive MsgReceivev MsgReceivePulse MsgRead MsgReadv MsgInfo",
    kernelCall,
  ),
  ...each("ChannelCreate ChannelDestroy ConnectAttach ConnectDetach name_open name_close", kernelQuestion),
  ...each("InterruptAttachEvent InterruptDetach InterruptWait InterruptAttachThread", kernelQuestion),
  ...each(
    "ThreadCreate ThreadJoin ThreadDestroy ThreadCancel ThreadDetach SchedYield SignalKill",
    kernelCall,
  ),
  ...each("SyncMutexLock SyncMutexUnlock SyncCondvarWait SyncSemPost SyncSemWait SyncTypeCreate", kernelCall),
  ...each("SchedGet SchedSet SchedInfo SchedCtl ClockTime ClockAdjust ClockPeriod ClockId", kernelCall),
  ...each("TimerCreate TimerSettime TimerTimeout TimerDestroy TimerInfo", kernelCall),
  ...each(
    "InterruptMask InterruptUnmask TraceEvent InterruptStatus ClockCycles nanospin_ns nanospin",
    register,
  ),
  ...each("in8 in16 in32 in8s in16s in32s out8 out16 out32 out8s out16s out32s inbe32 outbe32", register),
  ...each("atomic_add atomic_sub atomic_set atomic_clr atomic_toggle atomic_add_value atomic_clr_value", {
    errno: "keeps",
  }),
  ...each("SIGEV_INTR_INIT SIGEV_PULSE_INIT SIGEV_SIGNAL_INIT SIGEV_UNBLOCK_INIT SIGEV_NONE_INIT", {
    errno: "keeps",
  }),
  ...each(
    "dispatch_create resmgr_attach resmgr_open_bind dispatch_block dispatch_handler iofunc_attr_init",
    kernelCall,
  ),
  ...each("iofunc_func_init dispatch_context_alloc message_attach pulse_attach", kernelCall),
  ...each("cache_init cache_fini CACHE_FLUSH CACHE_INVAL", kernelCall),
];
