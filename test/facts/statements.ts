/** Every statement of the five manual pages that this project began with. */
import { illumosMlock } from "./illumos-mlock";
import { linux24Mlockall } from "./linux-2.4-mlockall";
import { qnx6Mlock } from "./qnx6-mlock";
import { qnx6Mlockall } from "./qnx6-mlockall";
import { qnx7Mlock } from "./qnx7-mlock";
import type { Statement } from "./statement";

/** In the order of the pages' numbers. */
export const pages: readonly (readonly Statement[])[] = [
  qnx7Mlock,
  qnx6Mlockall,
  illumosMlock,
  qnx6Mlock,
  linux24Mlockall,
];

export const statements: readonly Statement[] = pages.flat();
