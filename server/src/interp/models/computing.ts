/** <ctype.h>, <math.h>, <stdatomic.h> and what the compiler brings: they compute. */
import { each, type Model, object, quiet } from "./model";

export const computingModels: readonly Model[] = [
  ...each(
    "isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit",
    quiet,
  ),
  ...each("tolower toupper abs labs llabs atof ntohl ntohs htonl htons ffs ffsl", quiet),
  ...each("sqrt fabs floor ceil sin cos pow log exp round lround fmod", { errno: "may-change", pure: true }),
  ...each("__builtin_clz __builtin_ctz __builtin_popcount", quiet),
  ...each("__builtin_bswap16 __builtin_bswap32 __builtin_bswap64 __sync_synchronize", quiet),
  ...each("atomic_thread_fence atomic_signal_fence __atomic_thread_fence", quiet),
  ...each("atomic_load atomic_load_explicit", quiet),
  // They change what they point to.
  ...each("atomic_store atomic_store_explicit atomic_exchange atomic_fetch_add atomic_fetch_sub", {
    errno: "keeps",
    accesses: [object(0)],
  }),
  ...each("__sync_fetch_and_add __sync_fetch_and_sub __sync_bool_compare_and_swap __sync_lock_test_and_set", {
    errno: "keeps",
    accesses: [object(0)],
  }),
];
