/** From the kind of repair to the edits that make it. */
import type { Repair } from "../rules/rule";
import { acquirePrivilege } from "./acquire-privilege";
import { allocatePages } from "./allocate-pages";
import { replaceArgument, sameRange, swapArguments } from "./arguments";
import { askPageSize } from "./ask-page-size";
import { checkResult } from "./check-result";
import { correctTest } from "./correct-test";
import { dropCall } from "./drop-call";
import { addInclude, defineMacro } from "./file-top";
import { addFlag, removeFlag } from "./flags";
import { lockAgain } from "./lock-again";
import { lockAllBefore } from "./lock-all-before";
import { lockObject } from "./lock-object";
import { mapPages } from "./map-pages";
import { moveAfter, moveBefore } from "./move";
import { forbidDump, raiseLimit } from "./raise-limit";
import { remove, replace } from "./replace";
import { leaveRetry } from "./retry";
import { roundAddress } from "./round-address";
import { roundLength } from "./round-length";
import { saveErrno } from "./save-errno";
import type { FixScene, Repaired } from "./scene";
import { tolerate } from "./tolerate";
import { touchBefore } from "./touch-before";
import { touchStack } from "./touch-stack";
import { unlockBefore } from "./unlock-before";
import { wipeBefore, wipeSurely } from "./wipe";

export type { FixScene, Repaired };

type Kind = Repair["kind"];
type Of<K extends Kind> = Extract<Repair, { readonly kind: K }>;

const makers: { readonly [K in Kind]: (scene: FixScene, wanted: Of<K>) => Repaired | undefined } = {
  "acquire-privilege": (scene, { site }) => acquirePrivilege(scene, site),
  "add-flag": (scene, { flags, flag }) => addFlag(scene, flags, flag),
  "add-include": (scene, { headers }) => addInclude(scene, headers),
  "allocate-pages": (scene, { allocation }) => allocatePages(scene, allocation),
  "ask-page-size": (scene, { span, meant }) => askPageSize(scene, span, meant),
  "check-result": (scene, { site }) => checkResult(scene, site),
  "correct-test": correctTest,
  "define-macro": (scene, { name, value }) => defineMacro(scene, name, value),
  "drop-call": (scene, { site, title }) => dropCall(scene, site, title),
  "forbid-dump": (scene, { at }) => forbidDump(scene, at),
  "leave-retry": (scene, { site }) => leaveRetry(scene, site),
  "lock-again": (scene, { lock, at, functionName }) => lockAgain(scene, lock, at, functionName),
  "lock-all-before": (scene, { at, functionName }) => lockAllBefore(scene, at, functionName),
  "lock-object": (scene, { site, object }) => lockObject(scene, site, object),
  "map-pages": (scene, { allocation }) => mapPages(scene, allocation),
  "move-after": (scene, { site, at }) => moveAfter(scene, site, at),
  "move-before": (scene, { site, at }) => moveBefore(scene, site, at),
  "raise-limit": (scene, { at }) => raiseLimit(scene, at),
  remove: (scene, { span, title }) => remove(scene, span, title),
  "remove-flag": (scene, { flags, flag }) => removeFlag(scene, flags, flag),
  replace: (scene, { span, newText, title }) => replace(scene, span, newText, title),
  "replace-argument": (scene, { site, index, newText, title }) =>
    replaceArgument(scene, site, index, newText, title),
  "round-address": (scene, { site }) => roundAddress(scene, site),
  "round-length": (scene, { site, index }) => roundLength(scene, site, index),
  "same-range": (scene, { lock, unlock }) => sameRange(scene, lock, unlock),
  "save-errno": (scene, { before, read }) => saveErrno(scene, before, read),
  "swap-arguments": (scene, { first, second }) => swapArguments(scene, first, second),
  tolerate: (scene, { site, errno }) => tolerate(scene, site, errno),
  "touch-before": (scene, { mapping, region }) => touchBefore(scene, mapping, region),
  "touch-stack": (scene, { at, bytes }) => touchStack(scene, at, bytes),
  "unlock-before": (scene, { lock, at }) => unlockBefore(scene, lock, at),
  "wipe-before": (scene, { range, at }) => wipeBefore(scene, range, at),
  "wipe-surely": (scene, { site }) => wipeSurely(scene, site),
};

/** Undefined where the text is not the user's own, or has a shape that cannot be repaired in place. */
export const repair = <K extends Kind>(
  scene: FixScene,
  wanted: Of<K> & { readonly kind: K },
): Repaired | undefined => makers[wanted.kind](scene, wanted);
