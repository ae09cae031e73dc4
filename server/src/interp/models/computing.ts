/** <ctype.h>, <math.h>, <stdatomic.h> and what the compiler brings: they compute. */
import * as text from "../calls/characters";
import { each, type Model, object, quiet } from "./model";

const either = (operations: string, nameOf: (operation: string) => string): string =>
  operations.split(" ").map(nameOf).join(" ");

/** Both spellings of a function of <stdatomic.h>. */
const ordered = (names: string): string => either(names, (name) => `${name} ${name}_explicit`);

/** <stdatomic.h>, and what GCC and Clang offer in its place. */
const atomicModels: readonly Model[] = [
  ...each(ordered("atomic_load"), quiet),
  ...each("__atomic_load_n atomic_is_lock_free __atomic_is_lock_free __atomic_always_lock_free", quiet),
  ...each("atomic_thread_fence atomic_signal_fence __atomic_thread_fence __atomic_signal_fence", quiet),
  ...each("__sync_synchronize", quiet),
  ...each(
    [
      ordered("atomic_store atomic_exchange atomic_flag_test_and_set atomic_flag_clear"),
      ordered(either("add sub or xor and", (name) => `atomic_fetch_${name}`)),
      either("add sub or xor and nand", (name) => `__atomic_fetch_${name} __atomic_${name}_fetch`),
      either("add sub or xor and nand", (name) => `__sync_fetch_and_${name} __sync_${name}_and_fetch`),
      "atomic_init __atomic_store_n __atomic_exchange_n __atomic_store __atomic_test_and_set __atomic_clear",
      "__sync_bool_compare_and_swap __sync_val_compare_and_swap __sync_lock_test_and_set __sync_lock_release",
    ].join(" "),
    { errno: "keeps", accesses: [object(0)] },
  ),
  // What was there is told through the second argument.
  ...each(
    [
      ordered("atomic_compare_exchange_strong atomic_compare_exchange_weak"),
      "__atomic_compare_exchange_n __atomic_compare_exchange",
    ].join(" "),
    { errno: "keeps", accesses: [object(0), object(1)] },
  ),
  ...each("__atomic_load", { errno: "keeps", accesses: [object(1)] }),
  ...each("__atomic_exchange", { errno: "keeps", accesses: [object(0), object(2)] }),
];

export const computingModels: readonly Model[] = [
  ...Object.entries(text.classes).map(([name, computes]): Model => ({ name, ...quiet, computes })),
  { name: "tolower", ...quiet, computes: text.lowered },
  { name: "toupper", ...quiet, computes: text.raised },
  ...each("abs labs llabs", { ...quiet, computes: text.absolute }),
  ...each("atof ntohl ntohs htonl htons ffs ffsl", quiet),
  ...each("sqrt fabs floor ceil sin cos pow log exp round lround fmod", { errno: "may-change", pure: true }),
  ...each("__builtin_clz __builtin_ctz __builtin_popcount", quiet),
  ...each("__builtin_bswap16 __builtin_bswap32 __builtin_bswap64 __builtin___clear_cache", quiet),
  ...each("htobe16 htobe32 htobe64 htole16 htole32 htole64", quiet),
  ...each("be16toh be32toh be64toh le16toh le32toh le64toh", quiet),
  ...each("INT8_C INT16_C INT32_C INT64_C INTMAX_C UINT8_C UINT16_C UINT32_C UINT64_C UINTMAX_C", {
    ...quiet,
    returnsArgument: 0,
  }),
  ...atomicModels,
];
