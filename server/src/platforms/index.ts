/** All platforms, in the order in which people see them. */
import { aix } from "./aix";
import { android } from "./android";
import { cygwin } from "./cygwin";
import { freebsd } from "./freebsd";
import { hpux } from "./hpux";
import { illumos } from "./illumos";
import { linux } from "./linux";
import { linux24 } from "./linux-2.4";
import { macos } from "./macos";
import { netbsd } from "./netbsd";
import { openbsd } from "./openbsd";
import { posix } from "./posix";
import type { DocumentedId, Platform, PlatformId, SimulatedId } from "./profile";
import { qnx6 } from "./qnx6";
import { qnx7 } from "./qnx7";
import { qnx8 } from "./qnx8";
import { rtems } from "./rtems";
import { solaris } from "./solaris";
import { vxworks } from "./vxworks";

export const platforms: Readonly<Record<PlatformId, Platform>> = {
  qnx8,
  qnx7,
  qnx6,
  illumos,
  solaris,
  linux,
  "linux-2.4": linux24,
  android,
  freebsd,
  netbsd,
  openbsd,
  macos,
  posix,
  aix,
  hpux,
  rtems,
  vxworks,
  cygwin,
};

/** Those that code can be checked for. */
export const platformIds: readonly SimulatedId[] = [
  "qnx8",
  "qnx7",
  "qnx6",
  "illumos",
  "solaris",
  "linux",
  "linux-2.4",
  "android",
  "freebsd",
  "netbsd",
  "openbsd",
  "macos",
  "posix",
];

/** Those of which too little is known to check code for them. */
export const documentedIds: readonly DocumentedId[] = ["aix", "hpux", "rtems", "vxworks", "cygwin"];

/** All of them, in the same order. */
export const allIds: readonly PlatformId[] = [...platformIds, ...documentedIds];
