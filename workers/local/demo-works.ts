/** A record or a book, as a line of the demo shop's tables tells it. */
export interface Work {
  genre: string;
  /** Artist or author. */
  by: string;
  title: string;
  year: number;
  /** Label or publisher. */
  from: string;
}

/** Reads lines of `who: title, year, label; title, year, label` by genre. */
export function readWorks(linesByGenre: Record<string, string>): Work[] {
  return Object.entries(linesByGenre).flatMap(([genre, lines]) =>
    lines
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [, by, works] = match(/^(.+?): (.+)$/, line);
        return works.split("; ").map((work) => {
          const [, title, year, from] = match(/^(.+), (\d{4}), (.+)$/, work);
          return { genre, by, title, year: Number(year), from };
        });
      }),
  );
}

function match(pattern: RegExp, text: string): [string, string, string, string] {
  const found = pattern.exec(text);
  if (!found) throw new Error(`Not as the other lines are: ${text}`);
  return found as unknown as [string, string, string, string];
}
