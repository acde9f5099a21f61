import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

export type Rgb = readonly [red: number, green: number, blue: number];

/** The place in the palette of the colour at a point; a picture is one wide, and as high as its sides are to another. */
export type Design = (x: number, y: number) => number;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Four corners of a pixel in two colours: one, two or three of them are in the first. */
const MIXES = 3;
/** What has no smaller parts is drawn in blocks of so many pixels a side, which sides are multiples of. */
const BLOCK = 4;
const compress = promisify(deflate);

/** Draws a design as a PNG of few colours (W3C, third edition). */
export async function drawPng(design: Design, colours: readonly Rgb[], width: number, height: number) {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3], 8); // eight bits a pixel, which are places in the palette
  const pixels = await compress(drawLines(design, colours.length, width, height));
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("PLTE", Uint8Array.from(mixColours(colours).flat())),
    chunk("IDAT", pixels),
    chunk("IEND", new Uint8Array()),
  ];
  return Uint8Array.from(Buffer.concat(parts));
}

/** Whole blocks are one colour where their corners are, and are looked at closely elsewhere. */
function drawLines(design: Design, colours: number, width: number, height: number): Uint8Array {
  const lines = new Uint8Array(height * (width + 1)); // a line begins with its filter: none
  const look = (x: number, y: number) => design(x / width, y / width);
  for (let y = 0; y < height; y += BLOCK) {
    for (let x = 0; x < width; x += BLOCK) {
      const colour = look(x, y);
      const isPlain =
        look(x + BLOCK, y) === colour &&
        look(x, y + BLOCK) === colour &&
        look(x + BLOCK, y + BLOCK) === colour;
      const pixels = isPlain ? undefined : drawBlock(look, colours, x, y);
      for (let pixel = 0; pixel < BLOCK * BLOCK; pixel += 1) {
        const at = (y + Math.floor(pixel / BLOCK)) * (width + 1) + 1 + x + (pixel % BLOCK);
        lines[at] = pixels ? pixels[pixel]! : colour;
      }
    }
  }
  return lines;
}

/** Each pixel is what its four corners are, mixed where they differ: so edges are smooth. */
function drawBlock(look: Design, colours: number, left: number, top: number): Uint8Array {
  const side = BLOCK + 1;
  const corners = new Uint8Array(side * side);
  for (let at = 0; at < corners.length; at += 1) {
    corners[at] = look(left + (at % side), top + Math.floor(at / side));
  }
  const pixels = new Uint8Array(BLOCK * BLOCK);
  for (let at = 0; at < pixels.length; at += 1) {
    const corner = Math.floor(at / BLOCK) * side + (at % BLOCK);
    const a = corners[corner]!;
    const b = corners[corner + 1]!;
    const c = corners[corner + side]!;
    const d = corners[corner + side + 1]!;
    pixels[at] = a === b && a === c && a === d ? a : mixed(a, b, c, d, colours);
  }
  return pixels;
}

function mixed(a: number, b: number, c: number, d: number, colours: number): number {
  const other = a === b ? (a === c ? d : c) : b;
  const parts = 1 + Number(b === a) + Number(c === a) + Number(d === a);
  return colours + (a * colours + other) * MIXES + parts - 1;
}

/** The colours, and after them the mixes of each two. */
function mixColours(colours: readonly Rgb[]): Rgb[] {
  const mix = (one: Rgb, other: Rgb, share: number): Rgb => {
    const at = (index: 0 | 1 | 2) => Math.round(one[index] * share + other[index] * (1 - share));
    return [at(0), at(1), at(2)];
  };
  const mixes = colours.flatMap((one) =>
    colours.flatMap((other) => [1, 2, 3].map((parts) => mix(one, other, parts / (MIXES + 1)))),
  );
  return [...colours, ...mixes];
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
