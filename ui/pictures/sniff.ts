/** The types that the API stores. */
const STORED = new Set(["image/jpeg", "image/png", "image/webp", "image/avif"]);

/** How the brands of an ISO base media file that holds one picture begin, by what it is. */
const BRANDS: [type: string, brand: RegExp][] = [
  ["image/avif", /^avi[fs]/],
  ["image/heic", /^(he[ivx][cfmsx]|mif1|msf1)/],
];

/** What a file is by its first bytes, whatever it is called; undefined for what isn't known. */
export function sniffType(start: Uint8Array): string | undefined {
  const text = String.fromCharCode(...start.subarray(0, 32));
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (/^RIFF[^]{4}WEBP/.test(text)) return "image/webp";
  if (/^GIF8[79]a/.test(text)) return "image/gif";
  if (/^BM[^]{4}\0{4}/.test(text)) return "image/bmp";
  if (text.slice(4, 8) !== "ftyp") return undefined;
  // The major brand, then a number, then those that it is compatible with: mif1 may be AVIF or HEIC.
  const brands = [text.slice(8, 12), text.slice(16, 20), text.slice(20, 24), text.slice(24, 28)];
  return BRANDS.find(([, brand]) => brands.some((one) => brand.test(one)))?.[0];
}

export function isStorable(type: string | undefined): type is string {
  return type !== undefined && STORED.has(type);
}
