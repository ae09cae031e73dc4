/** All platforms, in the order in which people see them. */
import { illumos } from "./illumos";
import { linux } from "./linux";
import { linux24 } from "./linux-2.4";
import { posix } from "./posix";
import type { Platform, PlatformId } from "./profile";
import { qnx6 } from "./qnx6";
import { qnx7 } from "./qnx7";

export const platforms: Readonly<Record<PlatformId, Platform>> = {
  qnx7,
  qnx6,
  illumos,
  linux,
  "linux-2.4": linux24,
  posix,
};

export const platformIds: readonly PlatformId[] = ["qnx7", "qnx6", "illumos", "linux", "linux-2.4", "posix"];
