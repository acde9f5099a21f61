import { BLOBS, DOUBLES } from "../shared/log-points.ts";

/** SQL that is safe to send: made of the literals of this project's code, and of values that went through `value`. */
export class Sql {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Makes SQL of a template. What stands in it is a value, never SQL, unless it was made here too. A text's quotes are doubled, which
 * any SQL takes for a quote; backslashes are doubled as well, since ClickHouse takes them for escapes.
 */
export function sql(strings: TemplateStringsArray, ...values: (string | number | Sql)[]): Sql {
  return new Sql(String.raw({ raw: strings }, ...values.map(value)));
}

function value(given: string | number | Sql): string {
  if (given instanceof Sql) return given.text;
  if (typeof given === "string") return `'${given.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  if (Number.isFinite(given)) return String(given);
  throw new Error(`${given} is no number that SQL has`);
}

export function join(parts: readonly Sql[], between: string): Sql {
  return new Sql(parts.map(({ text }) => text).join(between));
}

/** The column of a point that has this name. */
export function column(name: (typeof BLOBS)[number] | (typeof DOUBLES)[number]): Sql {
  const blob = (BLOBS as readonly string[]).indexOf(name);
  const double = (DOUBLES as readonly string[]).indexOf(name);
  return new Sql(blob >= 0 ? `blob${blob + 1}` : `double${double + 1}`);
}

/** The name of a dataset, which stands in the place of a table. */
export function dataset(name: string): Sql {
  if (/^[A-Za-z_]\w{0,99}$/.test(name)) return new Sql(name);
  throw new Error("ANALYTICS_DATASET is no name that a dataset may have");
}
