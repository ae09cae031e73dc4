/** <sys/mman.h> and <sys/shm.h> beyond what the simulator is asked about: memory objects, advice, the heap's end. */
import { each, errorNumber, kernelCall, kernelQuestion, type Model } from "./model";

export const mmanModels: readonly Model[] = [
  ...each("madvise msync brk shm_unlink munmap_device_memory munmap_device_io", kernelQuestion),
  ...each("mremap sbrk mmap_device_memory shmat", { ...kernelQuestion, result: "address-or-map-failed" }),
  ...each("pkey_mprotect pkey_alloc pkey_free process_madvise mseal minherit", kernelQuestion),
  ...each("mmap_device_io", kernelQuestion),
  ...each("posix_madvise", { ...errorNumber, blocks: true, changesNothing: true }),
  ...each("ftruncate ftruncate64 posix_fallocate fallocate", kernelQuestion),
  ...each("plock memcntl shmdt shmget", kernelQuestion),
  // They fill what they point to.
  ...each(
    "mincore posix_typed_mem_get_info posix_mem_offset mem_offset mem_offset64 shmctl meminfo",
    kernelCall,
  ),
  { name: "memfd_create", ...kernelQuestion, opens: "memory-file" },
  { name: "memfd_secret", ...kernelQuestion, opens: "secret" },
  ...each("shm_open open open64 openat creat", { ...kernelQuestion, opens: "file" }),
  ...each("posix_typed_mem_open", { ...kernelQuestion, opens: "typed" }),
  ...each("shm_ctl_special", kernelQuestion),
];
