/** What the system headers around memory locking declare, as C text. Constants are not here: they differ by platform. */
import { prototypes } from "./prototypes";
import { basicTypes, type DataModel, structures } from "./types";

export type { DataModel } from "./types";

/** Types first, then the prototypes that use them. */
export const prelude = (model: DataModel): string => basicTypes(model) + structures + prototypes;
