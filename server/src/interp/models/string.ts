/** <string.h> and <strings.h>: they touch memory and leave errno alone. */
import { argument, each, type Model, quiet, string } from "./model";

export const stringModels: readonly Model[] = [
  {
    name: "memset",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(2), kind: "write", fills: { argument: 1 } }],
    returnsArgument: 0,
  },
  {
    name: "explicit_bzero",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(1), kind: "write", fills: 0 }],
  },
  {
    name: "explicit_memset",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(2), kind: "write", fills: { argument: 1 } }],
    returnsArgument: 0,
  },
  {
    name: "memset_s",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(3), kind: "write", fills: { argument: 2 } }],
  },
  {
    name: "bzero",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(1), kind: "write", fills: 0 }],
  },
  {
    name: "memcpy",
    errno: "keeps",
    accesses: [
      { argument: 0, length: argument(2), kind: "write", copies: 1 },
      { argument: 1, length: argument(2), kind: "read" },
    ],
    returnsArgument: 0,
  },
  {
    name: "memmove",
    errno: "keeps",
    accesses: [
      { argument: 0, length: argument(2), kind: "write", copies: 1 },
      { argument: 1, length: argument(2), kind: "read" },
    ],
    returnsArgument: 0,
  },
  {
    name: "memcmp",
    errno: "keeps",
    accesses: [
      { argument: 0, length: argument(2), kind: "read" },
      { argument: 1, length: argument(2), kind: "read" },
    ],
    pure: true,
  },
  { name: "memchr", errno: "keeps", pure: true },
  {
    name: "strlen",
    errno: "keeps",
    accesses: [{ argument: 0, length: string, kind: "read" }],
    returns: { low: 0, high: 2 ** 47 },
    pure: true,
  },
  { name: "strnlen", errno: "keeps", returns: { low: 0, high: 2 ** 47 }, pure: true },
  ...each(
    "strcmp strncmp strcasecmp strncasecmp strchr strrchr strstr strspn strcspn strpbrk index rindex",
    quiet,
  ),
  ...each("strtok strtok_r strsep", { errno: "keeps" }),
  {
    name: "strcpy",
    errno: "keeps",
    accesses: [{ argument: 0, length: string, kind: "write" }],
    returnsArgument: 0,
  },
  {
    name: "strncpy",
    errno: "keeps",
    accesses: [{ argument: 0, length: argument(2), kind: "write" }],
    returnsArgument: 0,
  },
  {
    name: "strcat",
    errno: "keeps",
    accesses: [{ argument: 0, length: string, kind: "write" }],
    returnsArgument: 0,
  },
  {
    name: "strncat",
    errno: "keeps",
    accesses: [{ argument: 0, length: string, kind: "write" }],
    returnsArgument: 0,
  },
  { name: "strerror", errno: "keeps", pure: true },
  { name: "strerror_r", errno: "keeps" },
];
