import { ApiError } from "../http.ts";
import { drawWithin } from "./draw.ts";
import { isStorable, sniffType } from "./sniff.ts";

const MB = 1024 * 1024;
/** More than a camera makes; a browser may choke on it. */
const READ_BYTES = 60 * MB;
/** What the API stores. */
const COVER_BYTES = 5 * MB;
const COVER_SIDE = 2400;
const THUMBNAIL_BYTES = 256 * 1024;
const THUMBNAIL_SIDE = 400;

/** A picture as it will be sent, whatever becomes of the chosen file on the disk. */
export interface PreparedPicture {
  name: string;
  cover: Blob;
  thumbnail: Blob;
  /** The thumbnail as a `data:` URL: the CSP lets no other one be shown. */
  preview: string;
  /** Of the cover, in pixels as it is shown. */
  width: number;
  height: number;
  /** What it was before it was made smaller; null if it is sent as it was chosen. */
  madeFrom: { width: number; height: number; bytes: number } | null;
}

/**
 * Makes a chosen file ready to be sent: with a thumbnail, its real type, and smaller where it is too large. Throws an
 * `ApiError` with the code `picture-too-large`, `heic`, `no-picture` or `broken-picture`.
 */
export async function preparePicture(file: File): Promise<PreparedPicture> {
  if (file.size > READ_BYTES) throw new ApiError("picture-too-large", "The file is too large.");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ApiError("broken-picture", "The file can't be read.");
  });
  const type = sniffType(new Uint8Array(bytes));
  const chosen = new Blob([bytes], { type: type ?? file.type });
  const bitmap = await decode(chosen, type);
  try {
    const { width, height } = bitmap;
    const fits = isStorable(type) && chosen.size <= COVER_BYTES && Math.max(width, height) <= COVER_SIDE;
    const cover = fits ? chosen : await drawWithin(bitmap, COVER_SIDE, COVER_BYTES);
    const thumbnail = await drawWithin(bitmap, THUMBNAIL_SIDE, THUMBNAIL_BYTES);
    if (!cover || !thumbnail)
      throw new ApiError("picture-too-large", "The picture can't be made small enough.");
    const scale = fits ? 1 : Math.min(1, COVER_SIDE / Math.max(width, height));
    return {
      name: file.name,
      cover,
      thumbnail,
      preview: await toDataUrl(thumbnail),
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      madeFrom: fits ? null : { width, height, bytes: file.size },
    };
  } finally {
    bitmap.close();
  }
}

/** What the browser can't show, nobody would see in the shop. */
async function decode(file: Blob, type: string | undefined): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    if (type === "image/heic") throw new ApiError("heic", "This browser can't read HEIC.");
    if (type === undefined) throw new ApiError("no-picture", "This is no picture.");
    throw new ApiError("broken-picture", "The picture is broken.");
  }
}

function toDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(new ApiError("broken-picture", "It can't be read.")));
    reader.readAsDataURL(file);
  });
}
