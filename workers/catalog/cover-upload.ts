import * as z from "zod";
import { Problem } from "../shared/problem.ts";
import { mediaTypeOf } from "../shared/validation.ts";
import type { Upload } from "./cover.ts";
import { type Picture, readPicture } from "./pictures/picture.ts";

const FORM_TYPE = "multipart/form-data";
const ANY_TYPE = "application/octet-stream";

const COVER_BYTES = 5 * 1024 * 1024;
const THUMBNAIL_BYTES = 256 * 1024;
const THUMBNAIL_SIDE = 800;
/** What a form's boundaries and headers take. */
const FORM_BYTES = 4096;

const file = z.string().meta({ format: "binary" });

const SMALL = `a small picture, of up to ${THUMBNAIL_SIDE} pixels a side and ${THUMBNAIL_BYTES} bytes`;

const Form = z
  .object({ cover: file, thumbnail: file.optional().describe(`For lists: ${SMALL}.`) })
  .meta({ id: "CoverForm" });

export const UPLOAD_BYTES = COVER_BYTES + THUMBNAIL_BYTES + FORM_BYTES;

/** What may be sent: a picture, or a form with one and its thumbnail. */
export const COVER_BODY = {
  "image/*": file.describe(`A JPEG, PNG, WebP or AVIF picture of up to ${COVER_BYTES} bytes.`),
  [ANY_TYPE]: file,
  [FORM_TYPE]: Form,
};

/** Reads the pictures of a request. Throws `invalid-body`, `unsupported-media-type` and `body-too-large`. */
export async function readUpload(request: Request): Promise<Upload> {
  const type = typeOf(request.headers.get("content-type"));
  if (type !== FORM_TYPE) {
    return { cover: readFile("/cover", type, await readBody(request.arrayBuffer())), thumbnail: undefined };
  }
  const { cover, thumbnail, ...unknown } = Object.fromEntries(await readBody(request.formData()));
  for (const name of Object.keys(unknown)) throw refuse(`/${name}`, "unknown", "There is no such field.");
  return {
    cover: await readPart("/cover", cover),
    thumbnail: thumbnail === undefined ? undefined : await readThumbnail(thumbnail),
  };
}

async function readThumbnail(part: File | string): Promise<Picture> {
  const picture = await readPart("/thumbnail", part);
  const isSmall = Math.max(picture.width, picture.height) <= THUMBNAIL_SIDE;
  if (isSmall && picture.bytes.length <= THUMBNAIL_BYTES) return picture;
  throw refuse("/thumbnail", "too_big", `Send ${SMALL}.`);
}

async function readPart(pointer: string, part: File | string | undefined): Promise<Picture> {
  if (!(part instanceof File)) throw refuse(pointer, "required", "Send the picture as a file.");
  return readFile(pointer, typeOf(part.type), await part.arrayBuffer());
}

/** A picture by its bytes, which must be what its type says. */
function readFile(pointer: string, type: string, content: ArrayBuffer): Picture {
  if (content.byteLength > COVER_BYTES) throw tooLarge();
  const picture = readPicture(new Uint8Array(content));
  const isVague = type === "" || type === ANY_TYPE || type === "image/*";
  if (isVague || type === picture.type) return picture;
  throw refuse(pointer, "mislabelled", `This is said to be ${type}, and is ${picture.type}.`);
}

/** What breaks off on its way is the sender's trouble, not ours. */
async function readBody<T>(body: Promise<T>): Promise<T> {
  try {
    return await body;
  } catch {
    throw new Problem("invalid-body", "The upload broke off, or its form can't be read.");
  }
}

/** The usual name of a type. */
function typeOf(header: string | null): string {
  const type = mediaTypeOf(header);
  return type === "image/jpg" ? "image/jpeg" : type;
}

function tooLarge(): Problem {
  return new Problem("body-too-large", `A cover may have up to ${COVER_BYTES} bytes.`);
}

function refuse(pointer: string, code: string, detail: string): Problem {
  return new Problem("invalid-body", `${pointer}: ${detail}`, { errors: [{ pointer, code, detail }] });
}
