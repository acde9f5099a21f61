export type Side = "mine" | "theirs";

/** A field that is not stored as the person wants it. */
export interface Difference<Field extends string> {
  field: Field;
  before: string;
  mine: string;
  theirs: string;
  changedBy: Side | "both";
  chosen: Side;
}

interface Versions<Field extends string> {
  before: Record<Field, string>;
  mine: Record<Field, string>;
  theirs: Record<Field, string>;
}

/** Puts both sides beside each other. Choices made `earlier` stay where they were about the same values. */
export function findDifferences<Field extends string>(
  fields: readonly Field[],
  { before, mine, theirs }: Versions<Field>,
  isSame: (field: Field, a: string, b: string) => boolean,
  earlier: Difference<Field>[] = [],
): Difference<Field>[] {
  return fields
    .filter((field) => !isSame(field, mine[field], theirs[field]))
    .map((field) => {
      const byMe = !isSame(field, before[field], mine[field]);
      const byThem = !isSame(field, before[field], theirs[field]);
      const sides = { field, before: before[field], mine: mine[field], theirs: theirs[field] };
      const known = earlier.find(
        (one) => one.field === field && one.mine === sides.mine && one.theirs === sides.theirs,
      );
      const changedBy: Difference<Field>["changedBy"] = !byMe ? "theirs" : byThem ? "both" : "mine";
      return { ...sides, changedBy, chosen: known?.chosen ?? (byMe ? "mine" : "theirs") };
    });
}

/** The differences with another choice for one field. */
export function choose<Field extends string>(
  differences: Difference<Field>[],
  field: Field,
  chosen: Side,
): Difference<Field>[] {
  return differences.map((one) => (one.field === field ? { ...one, chosen } : one));
}

/** What stays to be sent of a person's own, once they have chosen. */
export function chosenTexts<Field extends string>(
  differences: Difference<Field>[],
): Partial<Record<Field, string>> {
  const mine = differences.filter(({ chosen }) => chosen === "mine");
  return Object.fromEntries(mine.map((one) => [one.field, one.mine])) as Partial<Record<Field, string>>;
}
