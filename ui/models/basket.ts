import { batch, computed, signal } from "@preact/signals";
import type { Product } from "../api-catalog.ts";
import { findStock } from "../api-stock.ts";
import { may } from "./session.ts";

/** What the API takes in one purchase. */
const MOST_LINES = 100;
const MOST_OF_ONE = 100_000;

/** So many of a product, as it was when it was added. */
export interface Line {
  product: Product;
  quantity: number;
}

/** What is to be sold, with how many there are of it. */
export function createBasket() {
  const lines = signal<readonly Line[]>([]);
  /** The product that was added last. */
  const latest = signal<number | null>(null);
  /** How many there are of each product; of some it isn't known, or not to who is signed in. */
  const available = signal<ReadonlyMap<number, number>>(new Map());
  const totalCents = computed(() =>
    lines.value.reduce((sum, { product, quantity }) => sum + product.priceCents * quantity, 0),
  );
  const count = computed(() => lines.value.reduce((sum, { quantity }) => sum + quantity, 0));
  let running = new AbortController();

  /** Reads how many there are. Without an answer, what was known stays. */
  async function readStock(): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    const ids = lines.value.map(({ product }) => product.id);
    if (ids.length === 0 || !may("stock:read")) return;
    const read = await findStock(ids, signal).catch(() => null);
    if (!read || signal.aborted) return;
    const none = ids.map((id) => [id, 0] as const);
    available.value = new Map([...none, ...read.map((one) => [one.productId, one.available] as const)]);
  }

  return {
    lines,
    latest,
    available,
    totalCents,
    count,
    readStock,
    /** Answers how many of it there are in the basket now; 0 if there is no room. */
    add(product: Product): number {
      const known = lines.value.find((line) => line.product.id === product.id);
      if (!known && lines.value.length === MOST_LINES) return 0;
      const quantity = Math.min((known?.quantity ?? 0) + 1, MOST_OF_ONE);
      const line = { product, quantity };
      batch(() => {
        lines.value = known ? lines.value.map((one) => (one === known ? line : one)) : [...lines.value, line];
        latest.value = product.id;
      });
      void readStock();
      return quantity;
    },
    setQuantity(id: number, wanted: number): void {
      const quantity = Math.min(Math.max(Math.trunc(wanted) || 1, 1), MOST_OF_ONE);
      lines.value = lines.value.map((line) => (line.product.id === id ? { ...line, quantity } : line));
    },
    remove(id: number): void {
      lines.value = lines.value.filter(({ product }) => product.id !== id);
    },
    clear(): void {
      running.abort();
      batch(() => {
        lines.value = [];
        latest.value = null;
        available.value = new Map();
      });
    },
    /** How many there are of a line's product, if that is fewer than wanted. */
    shortOf({ product, quantity }: Line): number | null {
      const there = available.value.get(product.id);
      return there !== undefined && there < quantity ? there : null;
    },
  };
}
