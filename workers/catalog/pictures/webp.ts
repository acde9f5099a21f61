import { join, take, textOf, viewOf } from "./parts.ts";
import type { PictureReader } from "./picture.ts";

const NEEDED = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF"]);

/** Of the extended header: that there is Exif, and XMP. */
const METADATA_FLAGS = 0x08 | 0x04;

/** WebP (RFC 9649): a RIFF file of chunks, each of name, length and data, padded to an even length. */
export const readWebp: PictureReader = (bytes) => {
  if (textOf(bytes.subarray(0, 4)) !== "RIFF" || textOf(bytes.subarray(8, 12)) !== "WEBP") return undefined;
  const end = 8 + viewOf(bytes).getUint32(4, true);
  const file = take(bytes, 0, end);
  const view = viewOf(file);
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let size: Size | undefined;
  let hasData = false;
  for (let at = 12; at < end;) {
    const length = view.getUint32(at + 4, true);
    const chunk = take(file, at, 8 + length + (length % 2)).slice();
    const name = textOf(chunk.subarray(0, 4));
    const data = chunk.subarray(8);
    size ??= SIZES[name]?.(data);
    if (name === "VP8X") data[0] = (data[0] ?? 0) & ~METADATA_FLAGS;
    if (["VP8 ", "VP8L", "ANMF"].includes(name)) hasData = true;
    if (NEEDED.has(name)) kept.push(chunk);
    at += chunk.length;
  }
  if (!size || !hasData) throw new RangeError("There is no picture in it.");
  const body = join(kept);
  const header = file.slice(0, 12);
  viewOf(header).setUint32(4, body.length + 4, true);
  return { type: "image/webp", ...size, bytes: join([header, body]) };
};

interface Size {
  width: number;
  height: number;
}

/** How each kind of chunk says the picture's size; the extended header comes first. */
const SIZES: Record<string, (data: Uint8Array<ArrayBuffer>) => Size> = {
  VP8X: (data) => {
    const view = viewOf(take(data, 0, 10));
    return {
      width: 1 + (view.getUint32(4, true) & 0xffffff),
      height: 1 + (view.getUint32(6, true) >>> 8),
    };
  },
  VP8L: (data) => {
    const bits = viewOf(take(data, 1, 4)).getUint32(0, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  },
  "VP8 ": (data) => {
    const view = viewOf(take(data, 6, 4));
    return { width: view.getUint16(0, true) & 0x3fff, height: view.getUint16(2, true) & 0x3fff };
  },
};
