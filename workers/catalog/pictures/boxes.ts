import { take, textOf, viewOf } from "./parts.ts";

/** A box of an ISO base media file (ISO/IEC 14496-12). */
export interface Box {
  type: string;
  /** What is inside, as a part of the file: to write to it is to write to the file. */
  data: Uint8Array<ArrayBuffer>;
  /** Where the data begins in what was read. */
  start: number;
}

/** The boxes that follow one another in some bytes. Throws `RangeError` where they don't fit. */
export function readBoxes(bytes: Uint8Array<ArrayBuffer>, from = 0): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = from; at < bytes.length;) {
    const short = view.getUint32(at);
    const type = textOf(take(bytes, at + 4, 4));
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    if (size < header) throw new RangeError("A box is smaller than its header.");
    take(bytes, at, size);
    boxes.push({ type, data: bytes.subarray(at + header, at + size), start: at + header });
    at += size;
  }
  return boxes;
}

/** Reads numbers of given sizes, one after the other. */
export class Reader {
  #at = 0;
  readonly #view: DataView;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  /** An unsigned number of 0, 1, 2, 4 or 8 bytes. */
  number(size: number): number {
    const at = this.#at;
    this.#at += size;
    if (size === 0) return 0;
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at);
    if (size === 4) return this.#view.getUint32(at);
    if (size === 8) return Number(this.#view.getBigUint64(at));
    throw new RangeError("There are no numbers of this size.");
  }

  text(length: number): string {
    const text = textOf(take(this.#bytes, this.#at, length));
    this.#at += length;
    return text;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }
}
