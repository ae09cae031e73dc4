/** Sizes as a transcript writes them: bytes, pages, binary units, and sums of these. */

/** A number, "0x" and binary units allowed: "64k", "2M". */
export function readAmount(text: string): number | undefined {
  const match = /^(-?)(0x[0-9a-f]+|[0-9]+)([kMGT]?)$/i.exec(text);
  if (!match) return undefined;
  const unit = 1024 ** ("kmgt".indexOf((match[3] ?? "").toLowerCase() || " ") + 1);
  return (match[1] === "-" ? -1 : 1) * Number(match[2]) * unit;
}

/** Bytes: "4096", "2p", "2p+1", "2*4096", "SIZE_MAX-1p"; SIZE_MAX is -1. */
export function readSize(text: string, page: number): number | undefined {
  let sum = 0;
  for (const term of text.match(/^[^+-]+|[+-][^+-]*/g) ?? [""]) {
    const isNegative = term.startsWith("-");
    const amount = readProduct(term.replace(/^[+-]/, ""), page);
    if (amount === undefined) return undefined;
    sum += isNegative ? -amount : amount;
  }
  return sum + 0;
}

function readProduct(text: string, page: number): number | undefined {
  let product = 1;
  for (const factor of text.split("*")) {
    const pages = /^(\d+)p$/.exec(factor);
    const amount = factor === "SIZE_MAX" ? -1 : pages ? Number(pages[1]) * page : readAmount(factor);
    if (amount === undefined) return undefined;
    product *= amount;
  }
  return product;
}

/** Bytes in the largest unit that leaves no rest: "8M", "4k", "4095"; "none" without end. */
export function sizeWord(bytes: number): string {
  if (bytes === Number.POSITIVE_INFINITY) return "none";
  for (const [unit, size] of units) if (bytes !== 0 && bytes % size === 0) return `${bytes / size}${unit}`;
  return String(bytes);
}

const units = [
  ["T", 2 ** 40],
  ["G", 2 ** 30],
  ["M", 2 ** 20],
  ["k", 2 ** 10],
] as const;
