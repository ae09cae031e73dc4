/** <stdio.h>, <err.h>, <syslog.h>, <assert.h>: messages, and what they do to errno. */
import { lengthPrinted, printed, printedInto } from "../calls/format";
import { type Access, argument, each, type Length, type Model, quiet } from "./model";

/** It says something to somebody. */
const log = { errno: "may-change", logs: true, blocks: true, changesNothing: true } as const;
const stream = { errno: "may-change", blocks: true } as const;
/** It changes the stream, of which nobody knows anything. */
const plain = { ...stream, changesNothing: true } as const;

const write = (length: Length): readonly Access[] => [{ argument: 0, length, kind: "write" }];

export const stdioModels: readonly Model[] = [
  ...each("printf fprintf vprintf vfprintf dprintf vdprintf puts fputs putchar fputc putc", log),
  ...each("putchar_unlocked putc_unlocked fputc_unlocked fputs_unlocked putw wprintf fwprintf", log),
  ...each("fflush fwrite slogf vslogf slog2f slog2c kprintf errx warnx verrx vwarnx errc warnc", log),
  ...each("exit abort _exit _Exit quick_exit assert __assert_fail psignal psiginfo", log),
  // %m is looked for in the format.
  ...each("syslog vsyslog error error_at_line", log),
  ...each("openlog closelog setlogmask", plain),
  ...each("_SLOG_SETCODE", quiet),
  ...each("perror err warn verr vwarn", { ...log, reportsErrno: true }),
  {
    name: "sprintf",
    errno: "may-change",
    accesses: write({ of: "unknown" }),
    writes: printed,
    computes: lengthPrinted(1),
  },
  {
    name: "snprintf",
    errno: "may-change",
    accesses: write(argument(1)),
    writes: printedInto,
    computes: lengthPrinted(2),
  },
  { name: "vsnprintf", errno: "may-change", accesses: write(argument(1)) },
  { name: "vsprintf", errno: "may-change", accesses: write({ of: "unknown" }) },
  ...each("asprintf vasprintf", { errno: "may-change" }),
  { name: "fgets", ...stream, accesses: write(argument(1)) },
  { name: "fread", ...stream, accesses: write({ of: "product", index: 1, times: 2 }) },
  ...each("fopen fopen64 freopen fdopen popen tmpfile fmemopen open_memstream", plain),
  ...each("fclose pclose fgetc getc getchar ungetc fseek fseeko ftell ftello rewind fileno", plain),
  ...each("setvbuf setbuf setlinebuf flockfile funlockfile clearerr fgetpos fsetpos", stream),
  ...each("feof ferror fpurge __fpurge", { errno: "keeps", changesNothing: true }),
  ...each("fscanf scanf sscanf getline getdelim remove rename renameat tmpnam", stream),
];
