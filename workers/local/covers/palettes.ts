import type { Rgb } from "./palette-png.ts";

/** Five colours each, the ground first. */
const PALETTES = {
  pavement: "f4efe6 22242a 8a8f98 d95d39 e9c46a",
  sea: "f2f5f0 0b5563 3a9ba8 f4a259 bcd8c1",
  wood: "3b2417 a0522d d9a05b f2d7a1 7a8450",
  night: "14162b 3d348b 7678ed f7b801 f35b04",
  fruit: "fff3d6 e63946 f1a208 2a9d8f 6a4c93",
  leaf: "eef3e2 386641 6a994e bc4749 f2e8cf",
  drought: "f6e7cb b5541c 7d2e12 e0a030 33658a",
  street: "e8e6e3 1a1a1a 6b6b6b e4b61a c1292e",
  mud: "2b2118 6f5e53 a4c639 d1495b 5b8e7d",
  velvet: "2d0a22 8c1c4a d1477b f5b0a6 f6e27f",
  paper: "f7f1e3 40407a 706fd3 ff793f 33d9b2",
  clay: "faf3ea b56576 6d597a e56b6f eaac8b",
  ink: "f1ede4 1d3557 457b9d e63946 a8dadc",
  moss: "f5f1e8 283618 606c38 dda15e bc6c25",
} as const;

export type PaletteName = keyof typeof PALETTES;

export function paletteOf(name: PaletteName): Rgb[] {
  return PALETTES[name].split(" ").map((hex): Rgb => {
    const colour = Number.parseInt(hex, 16);
    return [colour >> 16, (colour >> 8) & 255, colour & 255];
  });
}
