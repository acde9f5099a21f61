import { readOrientation, writeOrientation } from "./orientation.ts";
import { join, take, textOf, viewOf } from "./parts.ts";
import type { PictureReader } from "./picture.ts";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** Start of frame: the markers of this range but for those that mean something else. */
const FRAMES = { first: 0xc0, last: 0xcf, but: [0xc4, 0xc8, 0xcc] };

/**
 * JPEG (ITU-T T.81): segments that say their length, and after each start of scan the compressed data up to the next
 * marker. Of the application's segments those stay that a decoder needs: JFIF, the colour profile, and Adobe's.
 */
export const readJpeg: PictureReader = (bytes) => {
  const view = viewOf(bytes);
  if (bytes.length < 2 || view.getUint16(0) !== (0xff00 | START)) return undefined;
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  let scanned = false;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) throw new RangeError("There is no marker.");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a marker may be preceded by any number of these
      continue;
    }
    if (marker === END) break;
    const segment = take(bytes, at, 2 + view.getUint16(at + 2));
    if (isFrame(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    orientation = readOrientation(segment) ?? orientation;
    if (isNeeded(marker, segment)) kept.push(segment);
    at += segment.length;
    if (marker !== SCAN) continue;
    scanned = true;
    const end = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!size || !scanned) throw new RangeError("There is no picture in it.");
  const turned = orientation >= 5;
  return {
    type: "image/jpeg",
    width: turned ? size.height : size.width,
    height: turned ? size.width : size.height,
    bytes: join([
      Uint8Array.of(0xff, START),
      writeOrientation(orientation),
      ...kept,
      Uint8Array.of(0xff, END),
    ]),
  };
};

function isFrame(marker: number): boolean {
  return marker >= FRAMES.first && marker <= FRAMES.last && !FRAMES.but.includes(marker);
}

function isNeeded(marker: number, segment: Uint8Array<ArrayBuffer>): boolean {
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const content = textOf(segment.subarray(4, 16));
  return content.startsWith("JFIF\0") || content.startsWith("ICC_PROFILE\0") || content.startsWith("Adobe");
}

/** Where the next marker is that ends compressed data: not a stuffed zero, and no restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new RangeError("The file breaks off.");
}
