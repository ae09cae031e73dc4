/** Draws icon.png: a padlock on rows of memory pages, one of which is locked. `node scripts/icon.mjs` after a change. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const size = 256;
/** Points that are looked at in each pixel, along one side: what makes edges smooth. */
const fineness = 4;

const box = (left, top, right, bottom, radius) => (x, y) => {
  const dx = Math.max(left + radius - x, 0, x - right + radius);
  const dy = Math.max(top + radius - y, 0, y - bottom + radius);
  return dx * dx + dy * dy <= radius * radius;
};
const disc = (cx, cy, radius) => (x, y) => (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2;
const both = (a, b) => (x, y) => a(x, y) && b(x, y);
const without = (a, b) => (x, y) => a(x, y) && !b(x, y);
const either =
  (...shapes) =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

const arch = without(box(90, 62, 166, 190, 38), box(108, 80, 148, 190, 20));
const keyhole = either(disc(128, 155, 12), box(122, 155, 134, 182, 5));
const page = (column, row) => box(28 + column * 52, 32 + row * 50, 72 + column * 52, 74 + row * 50, 7);
const pages = [0, 1, 2, 3].flatMap((row) => [0, 1, 2, 3].map((column) => page(column, row)));
const around = box(58, 46, 198, 220, 30);

/** From the ground up; the last that covers a point has its colour. */
const layers = [
  [box(0, 0, 256, 256, 44), [0x12, 0x2b, 0x3f]],
  [either(...pages), [0x2c, 0x55, 0x73]],
  [both(around, box(0, 0, 256, 256, 44)), [0x12, 0x2b, 0x3f]],
  [arch, [0xe9, 0xee, 0xf2]],
  [box(70, 116, 186, 208, 16), [0xf2, 0xa9, 0x3b]],
  [keyhole, [0x12, 0x2b, 0x3f]],
];

const colourAt = (x, y) => layers.findLast(([covers]) => covers(x, y))?.[1];

/** Red, green, blue and opacity, 0 to 255. */
function pixel(column, row) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < fineness ** 2; i++) {
    const x = column + ((i % fineness) + 0.5) / fineness;
    const y = row + (Math.floor(i / fineness) + 0.5) / fineness;
    const colour = colourAt(x, y);
    if (!colour) continue;
    covered++;
    for (const channel of sum.keys()) sum[channel] += colour[channel];
  }
  return [
    ...sum.map((value) => Math.round(value / Math.max(covered, 1))),
    Math.round((255 * covered) / fineness ** 2),
  ];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);
const rows = Array.from({ length: size }, (_, row) => [
  0,
  ...Array.from({ length: size }, (_, column) => pixel(column, row)).flat(),
]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);
writeFileSync(join(dirname(dirname(fileURLToPath(import.meta.url))), "icon.png"), png);
