import { signal } from "@preact/signals";

const STORAGE_KEY = "fachada.catalog-view";

export const VIEWS = ["grid", "table"] as const;

export type CatalogView = (typeof VIEWS)[number];

const chosen = signal(asView(remembered()) ?? "grid");

/** How the catalogue is shown: as the address says, or as it was chosen last on this device. */
export function viewOf(inAddress: string | undefined): CatalogView {
  return asView(inAddress) ?? chosen.value;
}

export function chooseView(view: CatalogView): void {
  chosen.value = view;
  try {
    localStorage.setItem(STORAGE_KEY, view);
  } catch {
    // A browser that forbids storage forgets it with the page.
  }
}

function asView(text: string | null | undefined): CatalogView | undefined {
  return VIEWS.find((known) => known === text);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
