/** Every rule, in the order in which they are listed to people. */
import { badFlags } from "./bad-flags";
import { badLength } from "./bad-length";
import { brokenGuarantee } from "./broken-guarantee";
import { cancelledImplicitLock } from "./cancelled-implicit-lock";
import { droppedPrivilege } from "./dropped-privilege";
import { hardCodedPageSize } from "./hard-coded-page-size";
import { inaccessibleRange } from "./inaccessible-range";
import { incompleteMlockall } from "./incomplete-mlockall";
import { leakedLock } from "./leaked-lock";
import { limitExceeded } from "./limit-exceeded";
import { lostLock } from "./lost-lock";
import { misalignedAddress } from "./misaligned-address";
import { mismatchedUnlock } from "./mismatched-unlock";
import { missingFeatureMacro } from "./missing-feature-macro";
import { missingPrivilege } from "./missing-privilege";
import { nestedLockAssumed } from "./nested-lock-assumed";
import { notInterruptSafe } from "./not-interrupt-safe";
import { notSignalSafe } from "./not-signal-safe";
import { oversizedLock } from "./oversized-lock";
import { partialLockKept } from "./partial-lock-kept";
import type { Rule } from "./rule";
import { sharedPageUnlock } from "./shared-page-unlock";
import { staleErrno } from "./stale-errno";
import { unavailableCall } from "./unavailable-call";
import { uncheckedAllocation } from "./unchecked-allocation";
import { uncheckedResult } from "./unchecked-result";
import { unfaultedStack } from "./unfaulted-stack";
import { unhandledErrno } from "./unhandled-errno";
import { unlockedRealtime } from "./unlocked-realtime";
import { unmappedRange } from "./unmapped-range";
import { unreferencedLazyTouch } from "./unreferenced-lazy-touch";
import { unusedSuppression } from "./unused-suppression";
import { unwipedSecret } from "./unwiped-secret";
import { weakLock } from "./weak-lock";
import { wrongArgument } from "./wrong-argument";
import { wrongResultTest } from "./wrong-result-test";

export const rules: readonly Rule[] = [
  uncheckedResult,
  wrongResultTest,
  staleErrno,
  unhandledErrno,
  missingPrivilege,
  droppedPrivilege,
  misalignedAddress,
  hardCodedPageSize,
  badLength,
  limitExceeded,
  unavailableCall,
  wrongArgument,
  unmappedRange,
  inaccessibleRange,
  unreferencedLazyTouch,
  notInterruptSafe,
  notSignalSafe,
  nestedLockAssumed,
  sharedPageUnlock,
  mismatchedUnlock,
  leakedLock,
  lostLock,
  partialLockKept,
  unwipedSecret,
  badFlags,
  incompleteMlockall,
  uncheckedAllocation,
  unfaultedStack,
  oversizedLock,
  unlockedRealtime,
  cancelledImplicitLock,
  brokenGuarantee,
  weakLock,
  missingFeatureMacro,
  unusedSuppression,
];
