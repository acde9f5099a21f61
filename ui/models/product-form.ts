import { batch, computed, signal } from "@preact/signals";
import type { Kind, Product } from "../api-catalog.ts";
import { createProduct, editProduct } from "../api-products.ts";
import { ApiError } from "../http.ts";
import { createCover } from "./cover.ts";
import { choose, chosenTexts, type Side } from "./differences.ts";
import { createForm } from "./form.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { compareProducts, type ProductConflict } from "./product-conflict.ts";
import { problemOf, problemsIn } from "./product-problems.ts";
import {
  changesTo,
  FIELDS,
  isSame,
  newProductOf,
  type ProductField,
  type ProductTexts,
  textsOf,
} from "./product-texts.ts";
import { savedProduct } from "./products.ts";
import { createSending } from "./sending.ts";

export type ProductForm = ReturnType<typeof createProductForm>;

/** The form of a stored product, or of a new one. Saving stores the product first, then its cover. */
export function createProductForm(stored: Product | null) {
  const form = createForm(textsOf(stored));
  /** What is chosen in a conflict is sent beside the form. */
  const direct = createSending();
  const cover = createCover(stored?.cover ?? null);
  const idempotency = createIdempotencyKey();
  /** As it was read, or saved last; null while there is no such product yet. */
  const read = signal(stored);
  const kind = signal<Kind>(stored?.kind ?? "record");
  const conflict = signal<ProductConflict | null>(null);
  /** Fields that were left once: before that nobody is told that what they are typing is wrong. */
  const seen = signal<ReadonlySet<ProductField>>(new Set());
  /** What the API judged. */
  let sent = form.draft.value;
  /** The choices of a conflict that was left, for when it is met again. */
  let left: ProductConflict | null = null;

  const fields = computed((): readonly ProductField[] =>
    FIELDS[kind.value].filter((field) => field !== "stock" || read.value === null),
  );
  const isSaving = computed(() => form.saving.value || direct.saving.value);

  /** What is wrong with a field by a code that has words, or in the API's own. */
  function errorOf(field: ProductField): { code: string; detail: string } | undefined {
    const text = form.draft.value[field];
    const code = problemOf(field, text);
    if (code) return seen.value.has(field) ? { code, detail: code } : undefined;
    return text === sent[field] ? form.errorOf(field) : undefined;
  }

  function leave(field: ProductField): void {
    if (!seen.value.has(field)) seen.value = new Set([...seen.value, field]);
  }

  /** Throws, as the API would, for what it would refuse anyway. */
  function check(): void {
    seen.value = new Set(fields.value);
    sent = form.draft.value;
    const errors = problemsIn(fields.value, sent);
    if (errors.length > 0) throw new ApiError("invalid-body", "Some values can't be stored.", { errors });
  }

  async function storeTexts(): Promise<Product | null> {
    const before = read.value;
    if (before) return edit(before, sent, { before, mine: sent });
    const wanted = newProductOf(kind.value, sent);
    return createProduct(wanted, idempotency.keyOf(wanted));
  }

  /** Null when another change came first. If that one holds all that is wanted, it is this one: its answer was lost. */
  async function edit(
    base: Product,
    wanted: Partial<ProductTexts>,
    { before, mine }: Pick<ProductConflict, "before" | "mine">,
  ): Promise<Product | null> {
    const changes = changesTo(base, wanted);
    if (isEmpty(changes)) return base;
    try {
      return await editProduct(base, changes);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
      const current = error.current as Product;
      const own = Object.entries(wanted).filter(([field]) => field in changes);
      if (isEmpty(changesTo(current, Object.fromEntries(own)))) return current;
      conflict.value = compareProducts(before, mine, current, conflict.value ?? left);
      return null;
    }
  }

  /** The product is stored: now its cover. */
  async function finish(product: Product | null): Promise<Product | null> {
    if (!product) return null;
    left = null;
    batch(() => {
      read.value = product;
      savedProduct.value = product;
      conflict.value = null;
      form.draft.value = textsOf(product);
    });
    return cover.send(product);
  }

  function leaveConflict(): void {
    left = conflict.value;
    batch(() => {
      conflict.value = null;
      direct.failure.value = null;
    });
  }

  /** Answers the product once it and its cover are stored; null after a failure or a conflict. */
  function save(): Promise<Product | null> {
    return form.send(async () => {
      check();
      return finish(await storeTexts());
    });
  }

  return {
    ...form,
    direct,
    cover,
    read,
    kind,
    fields,
    isSaving,
    conflict,
    errorOf,
    leave,
    save,
    /** Whether there is anything that would be lost with the form. */
    isTouched(): boolean {
      const before = textsOf(read.value);
      const isTyped = fields.value.some((field) => !isSame(field, form.draft.value[field], before[field]));
      return isTyped || isSaving.value || cover.choice.value.at !== "kept" || cover.reading.value !== null;
    },
    choose(field: ProductField, side: Side): void {
      const met = conflict.value;
      if (met) conflict.value = { ...met, differences: choose(met.differences, field, side) };
    },
    async saveChosen(): Promise<Product | null> {
      const met = conflict.value;
      if (!met) return null;
      const product = await direct.send(async () =>
        finish(await edit(met.current, chosenTexts(met.differences), met)),
      );
      // What is wrong with a field is said at the field.
      if (direct.failure.value?.errors.length) {
        form.failure.value = direct.failure.value;
        leaveConflict();
      }
      return product;
    },
    leaveConflict,
    /** Says which cover it shall be, and saves. */
    async settleCover(side: Side): Promise<Product | null> {
      const met = cover.rival.value;
      if (!met) return null;
      cover.settle(side);
      const isTyped = read.value !== null && !isEmpty(changesTo(read.value, form.draft.value));
      return isTyped ? save() : form.send(() => cover.send(met));
    },
  };
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}
