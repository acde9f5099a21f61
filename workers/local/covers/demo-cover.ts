import type { Upload } from "../../catalog/cover.ts";
import { readPicture } from "../../catalog/pictures/picture.ts";
import type { Random } from "../random.ts";
import * as designs from "./designs.ts";
import { drawPng } from "./palette-png.ts";
import { type PaletteName, paletteOf } from "./palettes.ts";

const { columns, discs, dots, hills, pavement, quarters, rings, stripes, sunburst, titled, triangles } =
  designs;

interface Style {
  palettes: PaletteName[];
  designs: designs.DesignMaker[];
}

/** How records of a genre look, and books, and all other things. */
const STYLES: Record<string, Style> = {
  Samba: { palettes: ["leaf", "fruit", "street"], designs: [sunburst, discs, pavement] },
  MPB: { palettes: ["paper", "clay", "drought"], designs: [hills, discs, quarters] },
  "Bossa nova": { palettes: ["pavement", "sea"], designs: [pavement, discs, stripes] },
  Forró: { palettes: ["drought", "fruit"], designs: [sunburst, triangles, hills] },
  Rock: { palettes: ["street", "night", "velvet"], designs: [stripes, triangles, rings] },
  Tropicália: { palettes: ["fruit", "velvet", "leaf"], designs: [rings, sunburst, quarters] },
  Choro: { palettes: ["wood", "moss"], designs: [columns, stripes, dots] },
  Soul: { palettes: ["velvet", "wood", "night"], designs: [rings, sunburst, hills] },
  Rap: { palettes: ["street", "night"], designs: [columns, triangles, stripes] },
  Manguebeat: { palettes: ["mud", "sea"], designs: [dots, hills, rings] },
  Instrumental: { palettes: ["ink", "sea", "moss"], designs: [quarters, discs, columns] },
};
const OF_BOOKS: Style = {
  palettes: ["paper", "clay", "ink", "moss", "sea", "wood", "drought", "leaf"],
  designs: [hills, discs, quarters, triangles, rings, stripes, dots, pavement, sunburst].map(titled),
};
const OF_OTHERS: Style = {
  palettes: ["paper", "clay", "ink", "pavement"],
  designs: [dots, quarters, discs, stripes],
};

const SIZES = { record: [600, 600], book: [400, 600], product: [480, 480] } as const;
const THUMBNAIL_HEIGHT = 240;

/** A picture for a product and its thumbnail, as an upload would bring them. */
export async function drawCover(random: Random, kind: keyof typeof SIZES, genre: string): Promise<Upload> {
  const [width, height] = SIZES[kind];
  const style = kind === "book" ? OF_BOOKS : (STYLES[genre] ?? OF_OTHERS);
  const palette = paletteOf(random.pick(style.palettes));
  const design = random.pick(style.designs)(random, height / width);
  const draw = async (scale: number) =>
    readPicture(await drawPng(design, palette, Math.round(width * scale), Math.round(height * scale)));
  return { cover: await draw(1), thumbnail: await draw(THUMBNAIL_HEIGHT / height) };
}
