import { codeOf } from "./import-records.ts";
import type { WriteStep } from "./import-plan.ts";
import { keyOf, keysOf, fieldWords, searchedFields } from "./product-keys.ts";

/** What is sent of a step: of an update, only what it changes, so that the file's size bounds how much it is. */
export function rowOf(step: WriteStep): object {
  if (step.action === "update") {
    const { id, version } = step.stored;
    return { id, version, ...step.changes, ...keysOf(step.changes) };
  }
  const { product, stock } = step;
  const given = Object.fromEntries(Object.entries(product).filter(([, value]) => value !== null));
  return {
    ...given,
    ...(stock && { openingStock: stock }),
    yearKey: 0,
    ...keysOf(given),
    titleKey: keyOf(product.title),
  };
}

/**
 * The words of a step's product, or of the fields that it changes: with each such field, its words in one text, which
 * is never longer than what `rowOf` has of it. The product is told by its id and version, or while it has none by its
 * code.
 */
export function wordsOfStep(step: WriteStep): object {
  const fields = step.action === "create" ? step.product : step.changes;
  const words: Record<string, string> = Object.fromEntries(
    searchedFields(fields).map((field) => [field, ""]),
  );
  for (const [word, field] of fieldWords(fields)) words[field] = `${words[field]} ${word}`.trim();
  if (step.action === "create") return { code: codeOf(step.product), words };
  const { id, version } = step.stored;
  return { id, version, words };
}
