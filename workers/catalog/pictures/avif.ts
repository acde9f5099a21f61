import { type Box, readBoxes, Reader } from "./boxes.ts";
import { take, textOf, viewOf } from "./parts.ts";
import type { PictureReader } from "./picture.ts";

/** What a still picture is made of: coded pictures, and those derived from them. All else tells of it. */
const PICTURE_ITEMS = new Set(["av01", "grid", "iovl", "iden", "tmap", "sato"]);

const NEEDED_BOXES = new Set(["ftyp", "meta", "mdat"]);
const NEEDED_IN_META = new Set("hdlr pitm iloc iinf iref iprp idat grpl dinf".split(" "));

/**
 * AVIF (AV1 Image File Format 1.1, on HEIF, ISO/IEC 23008-12): boxes, in which items lie at given places of the file.
 * So nothing can be taken out; what tells of the picture is written over where it is.
 */
export const readAvif: PictureReader = (given) => {
  if (textOf(given.subarray(4, 8)) !== "ftyp") return undefined;
  const bytes = given.slice();
  const boxes = readBoxes(bytes);
  const brands = textOf(boxes[0]!.data.subarray(0, 256));
  if (!/^(?:.{4})*?avif/s.test(brands)) return undefined;
  const meta = boxes.find(({ type }) => type === "meta");
  // A sequence has its pictures in `moov`, and other places for what tells of them.
  if (!meta || boxes.some(({ type }) => type === "moov")) throw new RangeError("There is no still picture.");
  const parts = readBoxes(meta.data, 4);
  const part = (type: string) => {
    const found = parts.find((box) => box.type === type);
    if (!found) throw new RangeError(`There is no ${type}.`);
    return found;
  };

  const types = readItemTypes(part("iinf"));
  const idat = parts.find(({ type }) => type === "idat");
  let bytesOfItems = 0;
  for (const { id, extents } of readLocations(part("iloc"))) {
    const type = types.get(id) ?? "";
    for (const { inData, offset, length } of extents) {
      bytesOfItems += length;
      if (bytesOfItems > 2 * bytes.length) throw new RangeError("The items lie on one another.");
      const place = take(inData ? (idat?.data ?? new Uint8Array()) : bytes, offset, length);
      if (!PICTURE_ITEMS.has(type)) blank(place, type);
    }
  }
  for (const box of boxes) if (!NEEDED_BOXES.has(box.type)) box.data.fill(0);
  for (const box of parts) if (!NEEDED_IN_META.has(box.type)) box.data.fill(0);
  return { type: "image/avif", ...readSize(part("iprp")), bytes };
};

/** Some decoders want Exif data to be Exif data: an empty directory is. */
function blank(place: Uint8Array, type: string): void {
  place.fill(type === "Exif" ? 0 : 0x20);
  const empty = [0, 0, 0, 0, ...new TextEncoder().encode("MM\0*"), 0, 0, 0, 8];
  if (type === "Exif" && place.length >= empty.length + 6) place.set(empty);
}

/** What kind each item is of, by its number. */
function readItemTypes({ data }: Box): Map<number, string> {
  const version = data[0] ?? 0;
  const entries = readBoxes(data, version === 0 ? 6 : 8);
  return new Map(
    entries.map((entry) => {
      const reader = new Reader(entry.data);
      const entryVersion = reader.number(4) >>> 24;
      const id = reader.number(entryVersion >= 3 ? 4 : 2);
      reader.skip(2);
      return [id, reader.text(4)];
    }),
  );
}

interface Location {
  id: number;
  /** `inData` where the offset counts from the start of `idat`, not of the file. */
  extents: { inData: boolean; offset: number; length: number }[];
}

function readLocations({ data }: Box): Location[] {
  const reader = new Reader(data);
  const version = reader.number(4) >>> 24;
  const sizes = reader.number(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >>> 12, (sizes >>> 8) & 15, (sizes >>> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const wide = version >= 2 ? 4 : 2;
  const count = reader.number(wide);
  if (count > data.length) throw new RangeError("There are more items than bytes.");
  return Array.from({ length: count }, () => {
    const id = reader.number(wide);
    const method = version === 0 ? 0 : reader.number(2) & 15;
    if (method > 1) throw new RangeError("An item is made of others.");
    reader.skip(2);
    const base = reader.number(baseSize);
    const extents = reader.number(2);
    if (extents > 1 && lengthSize === 0) throw new RangeError("Its parts have no length.");
    return {
      id,
      extents: Array.from({ length: extents }, () => {
        reader.skip(indexSize);
        const offset = base + reader.number(offsetSize);
        return { inData: method === 1, offset, length: reader.number(lengthSize) };
      }),
    };
  });
}

/** The largest size that an item of the file has is the whole picture's; others are its tiles and thumbnails. */
function readSize(properties: Box): { width: number; height: number } {
  const container = readBoxes(properties.data).find(({ type }) => type === "ipco");
  const boxes = container ? readBoxes(container.data) : [];
  const sizes = boxes
    .filter(({ type }) => type === "ispe")
    .map(({ data }) => ({ width: viewOf(data).getUint32(4), height: viewOf(data).getUint32(8) }));
  const [largest] = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (!largest) throw new RangeError("There is no size.");
  const turned = boxes.some(({ type, data }) => type === "irot" && (data[0] ?? 0) % 2 === 1);
  return turned ? { width: largest.height, height: largest.width } : largest;
}
