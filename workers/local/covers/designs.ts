import type { Random } from "../random.ts";
import type { Design } from "./palette-png.ts";

/** Makes a design of five colours, of which 0 is the ground, for a picture that is one wide and so high. */
export type DesignMaker = (random: Random, height: number) => Design;

const between = (random: Random, least: number, most: number) => least + random.next() * (most - least);

/** A fixed choice for each cell of a grid. */
function chooser(random: Random, choices: number): (column: number, row: number) => number {
  const chosen = Array.from({ length: 1024 }, () => random.integer(0, choices - 1));
  return (column, row) => chosen[(row * 31 + column) & 1023]!;
}

export const sunburst: DesignMaker = (random, height) => {
  const [centreX, centreY] = [between(random, 0.3, 0.7), height * between(random, 0.55, 0.85)];
  const [rays, size] = [random.integer(9, 18) * 2, between(random, 0.12, 0.22)];
  return (x, y) => {
    const distance = Math.hypot(x - centreX, y - centreY);
    if (distance < size) return 3;
    if (distance < size * 1.25) return 0;
    return (Math.floor((Math.atan2(y - centreY, x - centreX) / Math.PI + 1) * (rays / 2)) & 1) + 1;
  };
};

/** Layers of hills below a sun. */
export const hills: DesignMaker = (random, height) => {
  const layers = [0, 1, 2].map((layer) => ({
    base: height * (0.52 + layer * 0.16),
    rise: between(random, 0.03, 0.09),
    waves: between(random, 3, 9),
    start: between(random, 0, 6),
  }));
  const [sunX, sunY, size] = [
    between(random, 0.25, 0.75),
    height * between(random, 0.25, 0.5),
    between(random, 0.13, 0.24),
  ];
  return (x, y) => {
    for (let layer = 2; layer >= 0; layer -= 1) {
      const { base, rise, waves, start } = layers[layer]!;
      if (y > base + rise * Math.sin(x * waves + start)) return layer + 1;
    }
    return Math.hypot(x - sunX, y - sunY) < size ? 4 : 0;
  };
};

/** Waves, as the pavement of Copacabana has them. */
export const pavement: DesignMaker = (random) => {
  const [lines, rise] = [random.integer(7, 11), between(random, 0.035, 0.06)];
  const waves = random.integer(2, 3) * 2 * Math.PI;
  const accent = random.integer(1, 4) * 2;
  return (x, y) => {
    const line = Math.floor((y + rise * Math.sin(x * waves)) * lines);
    return line === accent ? 3 : line & 1;
  };
};

export const rings: DesignMaker = (random, height) => {
  const [centreX, centreY] = [between(random, 0.1, 0.9), height * between(random, 0.1, 0.9)];
  const step = between(random, 0.05, 0.11);
  const order = chooser(random, 5);
  return (x, y) => order(Math.floor(Math.hypot(x - centreX, y - centreY) / step), 0);
};

/** Quarter circles, each in a square of its own. */
export const quarters: DesignMaker = (random) => {
  const count = random.integer(3, 6);
  const [corner, ground, ink] = [chooser(random, 4), chooser(random, 2), chooser(random, 3)];
  return (x, y) => {
    const [column, row] = [Math.floor(x * count), Math.floor(y * count)];
    const [inX, inY, turn] = [x * count - column, y * count - row, corner(column, row)];
    const distance = Math.hypot(turn & 1 ? 1 - inX : inX, turn & 2 ? 1 - inY : inY);
    return distance < 1 ? ink(column, row) + 2 : ground(column, row);
  };
};

export const triangles: DesignMaker = (random) => {
  const count = random.integer(4, 8);
  const [slope, upper, lower] = [chooser(random, 2), chooser(random, 5), chooser(random, 5)];
  return (x, y) => {
    const [column, row] = [Math.floor(x * count), Math.floor(y * count)];
    const [inX, inY] = [x * count - column, y * count - row];
    const isUpper = slope(column, row) ? inX > inY : inX + inY < 1;
    return isUpper ? upper(column, row) : lower(column, row);
  };
};

export const dots: DesignMaker = (random) => {
  const count = random.integer(5, 9);
  const [size, ink] = [chooser(random, 4), chooser(random, 6)];
  return (x, y) => {
    const [column, row] = [Math.floor(x * count), Math.floor(y * count)];
    const distance = Math.hypot(x * count - column - 0.5, y * count - row - 0.5);
    return distance < 0.2 + size(column, row) * 0.07 ? (ink(column, row) % 4) + 1 : 0;
  };
};

/** Slanted stripes of different widths. */
export const stripes: DesignMaker = (random, height) => {
  const slant = random.pick([-1, -0.5, 0, 0.5, 1]);
  const widths = chooser(random, 5);
  const count = random.integer(12, 22);
  return (x, y) => widths(Math.floor(((x + slant * y + height) * count) / 2), 3);
};

/** Columns of different heights, as music is shown on an amplifier. */
export const columns: DesignMaker = (random, height) => {
  const count = random.integer(7, 13);
  const [level, ink] = [chooser(random, 8), chooser(random, 2)];
  return (x, y) => {
    const column = Math.floor(x * count);
    const inColumn = x * count - column;
    if (inColumn < 0.14 || inColumn > 0.86) return 0;
    const top = height * (0.85 - 0.09 * level(column, 1));
    if (y > height * 0.9 || y < top) return 0;
    return y < top + 0.06 ? 4 : ink(column, 2) + 1;
  };
};

/** A few large discs that lie over one another. */
export const discs: DesignMaker = (random, height) => {
  const all = [1, 2, 3, 4].map((colour) => ({
    colour,
    x: between(random, 0.15, 0.85),
    y: height * between(random, 0.15, 0.85),
    size: between(random, 0.12, 0.36),
  }));
  return (x, y) => {
    let colour = 0;
    for (const disc of all) if (Math.hypot(x - disc.x, y - disc.y) < disc.size) colour = disc.colour;
    return colour;
  };
};

/** Another design below a plain field, where a book would have its title. */
export const titled =
  (maker: DesignMaker): DesignMaker =>
  (random, height) => {
    const [design, edge] = [maker(random, height), height * between(random, 0.3, 0.42)];
    return (x, y) => {
      if (y > edge) return design(x, y);
      const isRule = Math.abs(x - 0.5) < 0.12 && Math.abs(y - edge / 2) < 0.008;
      return isRule ? 1 : 4;
    };
  };
