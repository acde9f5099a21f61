import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../shared/problem.ts";
import { readPicture } from "./picture.ts";
import { samplePicture } from "./test-pictures.ts";

const SAMPLES = [
  ["jpeg", "image/jpeg", 304],
  ["progressiveJpeg", "image/jpeg", 568],
  ["png", "image/png", 239],
  ["webp", "image/webp", 98],
  ["losslessWebp", "image/webp", 84],
  ["avif", "image/avif", 325],
] as const;

const codeOf = (bytes: Uint8Array<ArrayBuffer>) => {
  try {
    return readPicture(bytes).type;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

const textIn = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);

describe("a picture", () => {
  it.each(SAMPLES)("is read by its bytes: %s", (name, type, length) => {
    const { bytes, ...picture } = readPicture(samplePicture(name));
    expect(picture).toEqual({ type, width: 24, height: 16 });
    expect(bytes).toHaveLength(length);
  });

  it.each(["jpegOfPhone", "pngWithPlace", "webpWithPlace", "avifWithPlace"] as const)(
    "keeps nothing of place and author: %s",
    (name) => {
      const given = samplePicture(name);
      expect(textIn(given)).toMatch(/Ana/);
      const { bytes } = readPicture(given);
      expect(textIn(bytes)).not.toMatch(/Ana|Santos|segredo|http|xmp|GPS/i);
      expect(readPicture(bytes).bytes).toEqual(bytes);
    },
  );

  it("without what told of it is the same file", () => {
    expect(readPicture(samplePicture("pngWithPlace")).bytes).toEqual(readPicture(samplePicture("png")).bytes);
  });

  it("that was taken sideways stays turned, and is measured as it is shown", () => {
    const { bytes, width, height } = readPicture(samplePicture("jpegOfPhone"));
    expect([width, height]).toEqual([16, 24]);
    const exif = [0xff, 0xe1, 0, 34, ...new TextEncoder().encode("Exif\0\0MM\0*"), 0, 0, 0, 8, 0, 1];
    const turn = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    expect([...bytes.subarray(2, 38)]).toEqual([...exif, ...turn]);
  });
});

describe("no picture", () => {
  it.each([
    ["", "unsupported-media-type"],
    ["GIF89a", "unsupported-media-type"],
    ["<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "unsupported-media-type"],
    ["\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic", "unsupported-media-type"],
  ])("%j is refused", (text, code) => {
    expect(codeOf(Uint8Array.from(new TextEncoder().encode(text)))).toBe(code);
  });

  it.each(SAMPLES)("is one that was cut off, wherever: %s", (name) => {
    const whole = samplePicture(name);
    const accepted = Array.from({ length: whole.length }, (_, cut) => codeOf(whole.slice(0, cut))).filter(
      (outcome) => outcome.startsWith("image/"),
    );
    expect(accepted).toEqual([]);
  });

  it("is one that says to be larger than any screen", () => {
    const png = samplePicture("png");
    const view = new DataView(png.buffer);
    for (const [width, height] of [
      [10_001, 1],
      [8000, 6251],
      [0, 5],
      [0xffffffff, 0xffffffff],
    ] as const) {
      view.setUint32(16, width);
      view.setUint32(20, height);
      expect(codeOf(png), `${width} × ${height}`).toBe("invalid-body");
    }
    view.setUint32(16, 8000);
    view.setUint32(20, 6250);
    expect(codeOf(png)).toBe("image/png");
  });

  it("is what chance made of one: it is read or refused, soon and for a reason", () => {
    const sample = fc.constantFrom(...SAMPLES.map(([name]) => name), "jpegOfPhone", "avifWithPlace");
    const change = fc.tuple(fc.nat(1100), fc.nat(255));
    fc.assert(
      fc.property(sample, fc.array(change, { minLength: 1, maxLength: 8 }), (name, changes) => {
        const bytes = samplePicture(name);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(codeOf(bytes)).toMatch(/^image\/|^unsupported-media-type$|^invalid-body$/);
      }),
      { numRuns: 3000 },
    );
  });
});
