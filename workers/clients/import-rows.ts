import { foldName } from "../shared/words.ts";
import type { ClientValues } from "./import-known.ts";
import type { WriteStep } from "./import-plan.ts";

/** What is sent of a step: of an update, only what it changes, so that the file's size bounds how much it is. */
export function rowOf(step: WriteStep): object {
  const { client } = step;
  const nameKey = foldName(client.name);
  if (step.action === "create") return { ...client, nameKey, notThese: step.notThese };
  const { id, version, ...stored } = step.stored;
  const changed = Object.entries(client).filter(
    ([field, value]) => stored[field as keyof ClientValues] !== value,
  );
  return { id, version, ...Object.fromEntries(changed), ...(client.name !== stored.name && { nameKey }) };
}
