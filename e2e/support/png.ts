// Pictures of the screen in few colours: a third of the size, and the same to the eye.
import { deflateSync, inflateSync } from "node:zlib";

type Picture = { width: number; height: number; pixels: Buffer };

/** The picture with a palette of 256 colours at most. */
export function small(png: Buffer): Buffer {
  const picture = decode(png);
  const palette = colours(picture);
  const known = new Map<number, number>();
  const indexed = Buffer.alloc((picture.width + 1) * picture.height);
  for (let y = 0, at = 0, to = 0; y < picture.height; y++) {
    indexed[to++] = 0; // no filter: right for palettes
    for (let x = 0; x < picture.width; x++, at += 3) {
      const colour = picture.pixels.readUIntBE(at, 3);
      let index = known.get(colour);
      if (index === undefined) known.set(colour, (index = nearest(palette, colour)));
      indexed[to++] = index;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(picture.width, 0);
  head.writeUInt32BE(picture.height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const entries = Buffer.from(palette.flatMap((colour) => channels(colour)));
  const parts = [chunk("IHDR", head), chunk("PLTE", entries), chunk("IDAT", deflateSync(indexed, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([png.subarray(0, 8), ...parts]);
}

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** Browsers write pictures of the screen with eight bits of red, green and blue, with or without an opacity. */
function decode(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind] = [png[24], png[25]];
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error(`a PNG of kind ${kind} with ${depth} bits`);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(data)), width, height, kind === 6 ? 4 : 3) };
}

function unfiltered(lines: Buffer, width: number, height: number, size: number): Buffer {
  const length = width * size;
  const pixels = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(length);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (length + 1)];
    const line = Buffer.from(lines.subarray(y * (length + 1) + 1, (y + 1) * (length + 1)));
    for (let ix = 0; ix < length; ix++) {
      const [left, up, corner] = [ix >= size ? line[ix - size]! : 0, above[ix]!, ix >= size ? above[ix - size]! : 0];
      const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : filter === 4 ? paeth(left, up, corner) : 0;
      line[ix] = (line[ix]! + guess) & 255;
    }
    for (let x = 0; x < width; x++) line.copy(pixels, (y * width + x) * 3, x * size, x * size + 3);
    above = line;
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The colours used most, none too near to another. */
function colours({ pixels }: Picture): number[] {
  const uses = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const sorted = [...uses].sort((left, right) => right[1] - left[1]).map(([colour]) => colour);
  const palette = sorted.slice(0, 64);
  for (const colour of sorted.slice(64)) {
    if (palette.length === 256) break;
    if (distance(palette[nearest(palette, colour)]!, colour) > 300) palette.push(colour);
  }
  return palette;
}

function nearest(palette: number[], colour: number): number {
  let [best, least] = [0, Infinity];
  for (const [ix, known] of palette.entries()) {
    const far = distance(known, colour);
    if (far < least) [best, least] = [ix, far];
  }
  return best;
}

function distance(one: number, other: number): number {
  const [a, b] = [channels(one), channels(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

function chunk(kind: string, bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), bytes]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The sum that zip files and PNG pictures end with. */
export function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
