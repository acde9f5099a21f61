import { signal } from "@preact/signals";

/** What screen readers are told next; shown to nobody else. */
export const announcement = signal("");

/** Says a text once, even if it is the same as before. */
export function announce(text: string): void {
  announcement.value = "";
  setTimeout(() => (announcement.value = text), 50);
}
