/** Each domain of the interpreter, held to the laws of `laws.ts`: one line a domain. */
import { lawsOf } from "./laws";
import { alignmentDomain, numberDomain, pointerDomain, rangeDomain } from "./value-domains";

lawsOf("sets of integers", rangeDomain);
lawsOf("alignments", alignmentDomain);
lawsOf("numbers", numberDomain);
lawsOf("pointers", pointerDomain);
