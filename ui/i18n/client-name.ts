import type { Client } from "../api.ts";
import { t } from "./language.ts";

/** What a client is called on a page; the name of an erased one is the API's own and English. */
export function nameOf({ name, erasedAt }: Client): string {
  return erasedAt ? t.value.personalData.erasedName : name;
}
