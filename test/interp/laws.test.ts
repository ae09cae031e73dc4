/** Each domain of the interpreter, held to the laws of `laws.ts`: one line a domain. */
import { lawsOf } from "./laws";
import { contentsDomain, errnoDomain, memoryDomain, worldDomain } from "./memory-domains";
import { alignmentDomain, numberDomain, pointerDomain, rangeDomain } from "./value-domains";

lawsOf("sets of integers", rangeDomain);
lawsOf("alignments", alignmentDomain);
lawsOf("numbers", numberDomain);
lawsOf("pointers", pointerDomain);
lawsOf("the bytes of a region", contentsDomain);
lawsOf("memory", memoryDomain);
lawsOf("errno and its owner", errnoDomain);
lawsOf("what a kernel holds", worldDomain);
