import { take, textOf, viewOf } from "./parts.ts";

const EXIF = "Exif\0\0";
const TAG = 0x0112;
const SHORT = 3;

/** How a JPEG's Exif segment says the picture is to be turned: 1 (not at all) to 8; undefined if it says nothing. */
export function readOrientation(segment: Uint8Array<ArrayBuffer>): number | undefined {
  if (segment[1] !== 0xe1 || textOf(segment.subarray(4, 10)) !== EXIF) return undefined;
  try {
    const tiff = take(segment, 10, segment.length - 10);
    const view = viewOf(tiff);
    const little = textOf(tiff.subarray(0, 2)) === "II";
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let at = directory + 2; at < directory + 2 + 12 * entries; at += 12) {
      if (view.getUint16(at, little) !== TAG) continue;
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value : undefined;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // broken Exif data, which isn't kept
  }
  return undefined;
}

/** An Exif segment that says nothing but this; empty for a picture that isn't to be turned. */
export function writeOrientation(orientation: number): Uint8Array {
  if (orientation === 1) return new Uint8Array();
  const segment = new Uint8Array(36);
  const view = viewOf(segment);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, segment.length - 2);
  segment.set(new TextEncoder().encode(`${EXIF}MM\0*`), 4);
  view.setUint32(14, 8); // the directory, counted from MM
  view.setUint16(18, 1); // its entries
  view.setUint16(20, TAG);
  view.setUint16(22, SHORT);
  view.setUint32(24, 1); // one value
  view.setUint16(28, orientation);
  return segment;
}
