import type { Product } from "../api-catalog.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { FIELDS, isSame, type ProductField, type ProductTexts, textsOf } from "./product-texts.ts";

/** An edit that met another one: what was read, what the person made of it, and what is stored now. */
export interface ProductConflict {
  before: Product;
  mine: ProductTexts;
  current: Product;
  differences: Difference<ProductField>[];
  /** Whether it was changed once more since the person looked at it. */
  isOvertaken: boolean;
}

/** Puts both sides beside each other. Choices made `earlier` stay where they were about the same values. */
export function compareProducts(
  before: Product,
  mine: ProductTexts,
  current: Product,
  earlier: ProductConflict | null,
): ProductConflict {
  const versions = { before: textsOf(before), mine, theirs: textsOf(current) };
  const differences = findDifferences(FIELDS[before.kind], versions, isSame, earlier?.differences);
  const isOvertaken = earlier !== null && earlier.current.version !== current.version;
  return { before, mine, current, differences, isOvertaken };
}
