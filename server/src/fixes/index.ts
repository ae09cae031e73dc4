/** From the kind of repair to the edits that make it. */
import type { Repair } from "../rules/rule";
import { acquirePrivilege } from "./acquire-privilege";
import { checkResult } from "./check-result";
import { correctTest } from "./correct-test";
import { roundAddress } from "./round-address";
import { saveErrno } from "./save-errno";
import type { FixScene, Repaired } from "./scene";
import { touchBefore } from "./touch-before";

export type { FixScene, Repaired };

/** Undefined where the text is not the user's own, or has a shape that cannot be repaired in place. */
export function repair(scene: FixScene, kind: Repair): Repaired | undefined {
  switch (kind.kind) {
    case "round-address":
      return roundAddress(scene, kind.site);
    case "check-result":
      return checkResult(scene, kind.site);
    case "acquire-privilege":
      return acquirePrivilege(scene, kind.site);
    case "correct-test":
      return correctTest(scene, kind);
    case "save-errno":
      return saveErrno(scene, kind.before, kind.read);
    case "touch-before":
      return touchBefore(scene, kind.mapping, kind.region);
    case "replace": {
      const span = scene.sourceOf(kind.span);
      return span && { title: kind.title, safe: false, edits: [{ span, newText: kind.newText }] };
    }
  }
}
