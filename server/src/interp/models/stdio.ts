/** <stdio.h>, <err.h>, <syslog.h>, <assert.h>: messages, and what they do to errno. */
import type { Model } from "./model";

const log = (name: string): Model => ({
  name,
  errno: "may-change",
  logs: true,
  blocks: true,
  changesNothing: true,
});
const report = (name: string): Model => ({ ...log(name), reportsErrno: true });

export const stdioModels: readonly Model[] = [
  ...["printf", "fprintf", "vprintf", "vfprintf", "dprintf", "puts", "fputs", "putchar", "fputc", "putc"].map(
    log,
  ),
  ...[
    "fflush",
    "fwrite",
    "slogf",
    "vslogf",
    "slog2f",
    "slog2c",
    "kprintf",
    "errx",
    "warnx",
    "verrx",
    "vwarnx",
    "exit",
    "abort",
    "_exit",
    "assert",
  ].map(log),
  ...["perror", "err", "warn", "verr", "vwarn"].map(report),
  // %m is looked for in the format.
  log("syslog"),
  log("vsyslog"),
  { name: "snprintf", errno: "may-change" },
  { name: "vsnprintf", errno: "may-change" },
  { name: "sprintf", errno: "may-change" },
  ...[
    "fopen",
    "fclose",
    "fgets",
    "fgetc",
    "getchar",
    "fread",
    "fscanf",
    "scanf",
    "sscanf",
    "fseek",
    "ftell",
    "fileno",
    "getline",
    "remove",
    "rename",
  ].map((name): Model => ({ name, errno: "may-change", blocks: true })),
];
