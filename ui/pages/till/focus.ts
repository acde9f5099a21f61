/** Moves the focus to a field of the till; touch screens would put their keyboard over the page for it. */
export function focusField(name: "till-client" | "till-product"): void {
  if (!matchMedia("(pointer: coarse)").matches) {
    document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
  }
}
