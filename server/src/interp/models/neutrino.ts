/** QNX: <sys/neutrino.h>, <sys/procmgr.h>, <hw/inout.h>, <atomic.h>, <sys/cache.h>, resource managers. */
import { each, errorNumber, kernelCall, kernelQuestion, type Model, object } from "./model";

/** Another number each time. */
const register = { errno: "keeps", changesNothing: true } as const;
/** It changes the object that its first argument points to. */
const changesObject: Omit<Model, "name"> = { errno: "keeps", accesses: [object(0)] };
/** Returns the error number, negative, and leaves errno alone. */
const negative = {
  errno: "keeps",
  blocks: true,
  changesNothing: true,
  returns: { low: -4095, high: 2 ** 31 - 1 },
} as const;

export const neutrinoModels: readonly Model[] = [
  ...each("procmgr_ability", { ...errorNumber, blocks: true, changesNothing: true }),
  ...each("procmgr_daemon procmgr_guardian procmgr_event_notify procmgr_session", kernelQuestion),
  ...each("procmgr_ability_lookup procmgr_ability_create procmgr_value_notify_add", kernelQuestion),
  ...each("MsgSendPulse MsgError MsgReply MsgReplyv MsgDeliverEvent MsgWrite MsgWritev", kernelQuestion),
  ...each("MsgSendPulsePtr MsgKeyData MsgVerifyEvent MsgRegisterEvent MsgUnregisterEvent", kernelQuestion),
  ...each("MsgSendPulse_r MsgError_r MsgReply_r MsgDeliverEvent_r MsgWrite_r ChannelCreate_r", negative),
  ...each("ConnectAttach_r ConnectDetach_r ChannelDestroy_r InterruptAttachEvent_r", negative),
  ...each("InterruptDetach_r InterruptWait_r SchedYield_r", negative),
  ...each("MsgSend MsgSendv MsgSendvs MsgSendsv MsgSendnc MsgSendvnc MsgCurrent", kernelCall),
  ...each("MsgReceive MsgReceivev MsgReceivePulse MsgReceivePulsev MsgRead MsgReadv MsgInfo", kernelCall),
  ...each("ChannelCreate ChannelDestroy ConnectAttach ConnectDetach ConnectFlags", kernelQuestion),
  ...each("name_open name_close name_attach name_detach ConnectServerInfo", kernelQuestion),
  ...each("InterruptAttachEvent InterruptDetach InterruptWait InterruptAttachThread", kernelQuestion),
  ...each("InterruptHookIdle InterruptHookTrace InterruptHookOverdriveEvent", kernelQuestion),
  ...each("ThreadCreate ThreadJoin ThreadDestroy ThreadCancel ThreadDetach SignalKill", kernelCall),
  ...each("SyncMutexLock SyncMutexUnlock SyncCondvarWait SyncCondvarSignal SyncSemPost", kernelCall),
  ...each("SyncSemWait SyncTypeCreate SyncDestroy SyncCtl SyncMutexEvent SyncMutexRevive", kernelCall),
  ...each("SchedGet SchedSet SchedInfo SchedCtl ClockTime ClockAdjust ClockPeriod ClockId", kernelCall),
  ...each("TimerCreate TimerSettime TimerTimeout TimerDestroy TimerInfo TimerAlarm", kernelCall),
  ...each("InterruptMask InterruptUnmask TraceEvent InterruptStatus ClockCycles", register),
  ...each("nanospin_ns nanospin nanospin_count nanospin_ns_to_count nanospin_calibrate", register),
  ...each("in8 in16 in32 inle16 inle32 inbe16 inbe32", register),
  ...each("out8 out16 out32 outle16 outle32 outbe16 outbe32", register),
  // They read or write a port many times.
  ...each("in8s in16s in32s", { errno: "keeps" }),
  ...each("out8s out16s out32s", register),
  ...each("atomic_add atomic_sub atomic_set atomic_clr atomic_toggle", changesObject),
  ...each(
    "atomic_add_value atomic_sub_value atomic_set_value atomic_clr_value atomic_toggle_value",
    changesObject,
  ),
  ...each(
    "SIGEV_INTR_INIT SIGEV_PULSE_INIT SIGEV_SIGNAL_INIT SIGEV_UNBLOCK_INIT SIGEV_NONE_INIT",
    changesObject,
  ),
  ...each("SIGEV_THREAD_INIT SIGEV_SEM_INIT SETIOV", changesObject),
  ...each(
    "dispatch_create resmgr_attach resmgr_open_bind dispatch_block dispatch_handler iofunc_attr_init",
    kernelCall,
  ),
  ...each("iofunc_func_init dispatch_context_alloc message_attach pulse_attach select_attach", kernelCall),
  ...each("rsrcdbmgr_attach message_connect iofunc_notify_trigger", kernelCall),
  ...each("rsrcdbmgr_create rsrcdbmgr_detach rsrcdbmgr_destroy getprio setprio", kernelQuestion),
  // It fills in handles of buffers.
  ...each("slog2_register", kernelCall),
  ...each("slog2_set_default_buffer slog2_set_verbosity slog2_get_verbosity slog2_reset", kernelQuestion),
  ...each("cache_init cache_fini CACHE_FLUSH CACHE_INVAL", kernelCall),
  ...each("pci_attach pci_detach pci_attach_device pci_detach_device", kernelCall),
];
