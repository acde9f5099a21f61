import { Problem } from "../../shared/problem.ts";
import { readAvif } from "./avif.ts";
import { readJpeg } from "./jpeg.ts";
import { readPng } from "./png.ts";
import { readWebp } from "./webp.ts";

export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/avif"] as const;

export type PictureType = (typeof PICTURE_TYPES)[number];

/** What a file is, read off its bytes. */
export interface Picture {
  type: PictureType;
  /** In pixels, as it is shown: a photo that was taken sideways is turned. */
  width: number;
  height: number;
  /** The file without what it told beside the picture: place, time, camera, author, comments, thumbnails. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** Reads one kind of file; undefined where it is of another kind. Throws `RangeError` where it breaks off. */
export type PictureReader = (bytes: Uint8Array<ArrayBuffer>) => Picture | undefined;

const READERS: PictureReader[] = [readJpeg, readPng, readWebp, readAvif];

const MOST_SIDE = 10_000;
const MOST_PIXELS = 50_000_000;

/**
 * Reads a picture by its bytes, without decoding it. Throws `unsupported-media-type` for what is none of the four
 * kinds, and `invalid-body` for one that is broken, cut off, or too large to be shown.
 */
export function readPicture(bytes: Uint8Array<ArrayBuffer>): Picture {
  const picture = tryReaders(bytes);
  const { width, height } = picture;
  if (width < 1 || height < 1) throw new Problem("invalid-body", "The picture has no size.");
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS) {
    throw new Problem(
      "invalid-body",
      `The picture has ${width} × ${height} pixels; at most ${MOST_SIDE} a side and 50 million in all will do.`,
    );
  }
  return picture;
}

function tryReaders(bytes: Uint8Array<ArrayBuffer>): Picture {
  try {
    for (const read of READERS) {
      const picture = read(bytes);
      if (picture) return picture;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem("invalid-body", "The picture is broken, or breaks off before its end.");
  }
  throw new Problem("unsupported-media-type", "This is no JPEG, PNG, WebP or AVIF picture.");
}
