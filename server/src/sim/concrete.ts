/** Addresses as plain numbers, for transcripts and for a run beside a real kernel. */
import type { AddressDomain } from "./types";
import { memory } from "./world";

export const concrete: AddressDomain<number> = {
  isMultiple: (address, size) => address % size === 0,
  regionOf: () => memory,
  isInvalid: (address) => address === 0 || address === -1,
  extent: (address, length, page) =>
    length === undefined
      ? undefined
      : { region: memory, start: pageFloor(address, page), end: pageCeiling(address + length, page) },
};

export function pageFloor(address: number, page: number): number {
  return Math.floor(address / page) * page;
}

export function pageCeiling(address: number, page: number): number {
  return Math.ceil(address / page) * page;
}
