/** How a path is held: the code, and the steps that a finding in it tells. */
import type { PlatformId } from "../../server/src/ide/types";

export interface Told {
  readonly rule: string;
  readonly platform: PlatformId;
  readonly code: string;
  /** `line: words`, first to last. */
  readonly path: readonly string[];
}
