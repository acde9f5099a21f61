import * as z from "zod";
import type { StoredCover } from "../../schema/catalog/tables.ts";
import { sha256 } from "../shared/bytes.ts";
import { type Picture, PICTURE_TYPES } from "./pictures/picture.ts";

const EXAMPLE = {
  url: "/api/products/42/cover/0c5b1a6f2d3e4f5061728394a5b6c7d8-9f3a61c0",
  thumbnailUrl: "/api/products/42/cover/5d41402abc4b2a76b9719d911017c592-1b7e20d4",
  type: "image/jpeg",
  width: 1200,
  height: 1200,
  bytes: 214_803,
};

/** A product's picture on the wire. */
export const Cover = z
  .object({
    url: z.string().describe("Where the picture is; another picture has another address."),
    thumbnailUrl: z.string().describe("A small one for lists; the picture itself where none was sent."),
    type: z.enum(PICTURE_TYPES),
    width: z.int().describe("In pixels, as it is shown."),
    height: z.int(),
    bytes: z.int(),
  })
  .meta({ id: "Cover", examples: [EXAMPLE] });

export type Cover = z.infer<typeof Cover>;

/** What was sent to be a cover. */
export interface Upload {
  cover: Picture;
  thumbnail: Picture | undefined;
}

/** Names the files of a new cover. */
export async function toStoredCover({ cover, thumbnail }: Upload): Promise<StoredCover> {
  const { type, width, height, bytes } = cover;
  const name = await nameFile(bytes);
  return {
    name,
    type,
    width,
    height,
    bytes: bytes.length,
    thumbnail: thumbnail ? await nameFile(thumbnail.bytes) : null,
  };
}

export function toCover(productId: number, stored: StoredCover | null): Cover | null {
  if (!stored) return null;
  const { name, thumbnail, ...facts } = stored;
  const at = (file: string) => `/api/products/${productId}/cover/${file}`;
  return {
    url: at(name),
    thumbnailUrl: at(thumbnail ?? name),
    ...(facts as Pick<Cover, "type" | "width" | "height" | "bytes">),
  };
}

/** What the files of a cover are called in R2. */
export function keysOf(productId: number, { name, thumbnail }: StoredCover): string[] {
  return [name, ...(thumbnail === null ? [] : [thumbnail])].map((file) => keyOf(productId, file));
}

export function keyOf(productId: number, name: string): string {
  return `${productId}/${name}`;
}

/**
 * A name that tells the content, so that it may be kept for ever, and that no other upload has: a file that is being
 * removed is never one that was just sent again.
 */
async function nameFile(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await sha256(bytes);
  return `${hash.slice(0, 32)}-${crypto.randomUUID().slice(0, 8)}`;
}
