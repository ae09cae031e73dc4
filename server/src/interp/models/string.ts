/** <string.h> and <strings.h>: they touch memory and leave errno alone. */
import * as text from "../calls/text";
import { type Access, argument, each, type Length, type Model, quiet, string } from "./model";

const read = (index: number, length: Length): Access => ({ argument: index, length, kind: "read" });
const write = (index: number, length: Length): Access => ({ argument: index, length, kind: "write" });
const copy = (length: Length): readonly Access[] => [{ ...write(0, length), copies: 1 }, read(1, length)];
const keeps = { errno: "keeps" } as const;
/** As long as where it points. */
const size = { returns: { low: 0, high: 2 ** 47 } } as const;

export const stringModels: readonly Model[] = [
  ...each("memset explicit_memset memset_explicit", {
    ...keeps,
    accesses: [{ ...write(0, argument(2)), fills: { argument: 1 } }],
    returnsArgument: 0,
  }),
  ...each("bzero explicit_bzero memzero_explicit", {
    ...keeps,
    accesses: [{ ...write(0, argument(1)), fills: 0 }],
  }),
  { name: "memset_s", ...keeps, accesses: [{ ...write(0, argument(3)), fills: { argument: 2 } }] },
  ...each("memcpy memmove", { ...keeps, accesses: copy(argument(2)), returnsArgument: 0 }),
  { name: "bcopy", ...keeps, accesses: [{ ...write(1, argument(2)), copies: 0 }, read(0, argument(2))] },
  ...each("mempcpy memccpy", { ...keeps, accesses: [write(0, argument(2)), read(1, argument(2))] }),
  ...each("memcmp bcmp timingsafe_memcmp timingsafe_bcmp consttime_memequal", {
    ...keeps,
    accesses: [read(0, argument(2)), read(1, argument(2))],
    pure: true,
  }).map((row) => (row.name === "memcmp" ? { ...row, computes: text.compareBytes } : row)),
  { name: "memchr", ...quiet, computes: text.firstByte },
  ...each("memrchr rawmemchr memmem", quiet),
  { name: "strlen", ...quiet, ...size, accesses: [read(0, string(0))], computes: text.lengthOfText },
  { name: "strnlen", ...quiet, ...size, computes: text.lengthWithin },
  { name: "strcmp", ...quiet, computes: text.compareTexts },
  { name: "strncmp", ...quiet, computes: text.compareWithin },
  { name: "strcasecmp", ...quiet, computes: text.compareFolded },
  ...each("strchr index", { ...quiet, computes: text.firstCharacter }),
  ...each("strrchr rindex", { ...quiet, computes: text.lastCharacter }),
  { name: "strstr", ...quiet, computes: text.firstText },
  ...each("strncasecmp strcoll strspn strcspn strpbrk strcasestr strchrnul strnstr", quiet),
  ...each("strtok strtok_r strsep", keeps),
  {
    name: "strcpy",
    ...keeps,
    accesses: [write(0, string(1)), read(1, string(1))],
    writes: text.copiedText,
    returnsArgument: 0,
  },
  {
    name: "stpcpy",
    ...keeps,
    accesses: [write(0, string(1)), read(1, string(1))],
    writes: text.copiedText,
    computes: text.endOfCopy,
  },
  {
    name: "strncpy",
    ...keeps,
    accesses: [write(0, argument(2))],
    writes: text.copiedWithin,
    returnsArgument: 0,
  },
  { name: "stpncpy", ...keeps, accesses: [write(0, argument(2))], writes: text.copiedWithin },
  // What they append lies behind what is there.
  { name: "strcat", ...keeps, writes: text.appendedText, returnsArgument: 0 },
  { name: "strncat", ...keeps, writes: text.appendedWithin, returnsArgument: 0 },
  { name: "strlcpy", ...keeps, ...size, writes: text.copiedInto },
  { name: "strlcat", ...keeps, ...size },
  { name: "strxfrm", ...keeps, ...size },
  { name: "swab", ...keeps, accesses: [write(1, argument(2)), read(0, argument(2))] },
  ...each("strerror strsignal strerrorname_np strerrordesc_np", quiet),
  { name: "strerror_r", ...keeps, accesses: [write(1, argument(2))] },
  { name: "memfrob", ...keeps, accesses: [write(0, argument(1))], returnsArgument: 0 },
  { name: "getentropy", errno: "may-change", accesses: [write(0, argument(1))], blocks: true },
];
