import { signal } from "@preact/signals";
import type { Product } from "../api-catalog.ts";
import { createProductForm, type ProductForm } from "./product-form.ts";

/** The form of a new product; as those of stored ones it outlives the page, so that leaving by mistake loses nothing. */
export const newProductForm = signal(createProductForm(null));

const opened = new Map<string, ProductForm>();

/** The form of a stored product that was left with something in it. */
export function leftForm(id: string): ProductForm | null {
  return opened.get(id) ?? null;
}

export function openForm(product: Product): ProductForm {
  const id = String(product.id);
  const form = opened.get(id) ?? createProductForm(product);
  opened.set(id, form);
  return form;
}

/** Forgets what is in a form. */
export function closeForm(form: ProductForm): void {
  if (form === newProductForm.value) newProductForm.value = createProductForm(null);
  const id = form.read.value?.id;
  if (id !== undefined) opened.delete(String(id));
}

/** Lets go of a form in which nothing was done, so that the product is read anew the next time. */
export function closeUntouched(form: ProductForm): void {
  if (!form.isTouched()) closeForm(form);
}

/** The new product is stored, and its cover isn't: from now on its form is that of a stored one. */
export function keepAsStored(form: ProductForm): void {
  const id = form.read.value?.id;
  if (id === undefined) return;
  opened.set(String(id), form);
  newProductForm.value = createProductForm(null);
}
