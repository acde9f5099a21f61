import { join, take, textOf, viewOf } from "./parts.ts";
import type { PictureReader } from "./picture.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";

/** What a decoder needs beside the critical chunks, whose names begin with a capital: colours, density, animation. */
const NEEDED = new Set("tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split(" "));

/** PNG (W3C, third edition): a signature, and chunks of length, name, data and check sum up to IEND. */
export const readPng: PictureReader = (bytes) => {
  if (textOf(bytes.subarray(0, 8)) !== SIGNATURE) return undefined;
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, 8)];
  let hasData = false;
  for (let at = 8, name = ""; name !== "IEND";) {
    const chunk = take(bytes, at, view.getUint32(at) + 12);
    name = textOf(chunk.subarray(4, 8));
    if (at === 8 && name !== "IHDR") throw new RangeError("It doesn't begin with its header.");
    if (name === "IDAT") hasData = true;
    if (/^[A-Z]/.test(name) || NEEDED.has(name)) kept.push(chunk);
    at += chunk.length;
  }
  if (!hasData) throw new RangeError("There is no picture in it.");
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20), bytes: join(kept) };
};
