import { batch, computed, signal } from "@preact/signals";
import type { Client } from "../api.ts";
import type { Product } from "../api-catalog.ts";
import { createPurchase, type Purchase } from "../api-sales.ts";
import { ApiError } from "../http.ts";
import { createBasket } from "./basket.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { poll } from "./polling.ts";
import { createSending } from "./sending.ts";

const STOCK_MS = 5000;

/** After these nobody knows whether the sale was stored. */
const UNCERTAIN = new Set([
  "network",
  "offline",
  "timeout",
  "unreadable",
  "internal",
  "service-failed",
  "service-timed-out",
]);

/** What the API said of who buys, and of products by their id. */
interface Objections {
  client: string | null;
  products: ReadonlyMap<number, string>;
}

const NOTHING_ENTERING = Promise.resolve(true);

const NO_OBJECTIONS: Objections = { client: null, products: new Map() };

/** A sale on its way, from an empty basket to what became of it. */
function createTill() {
  const basket = createBasket();
  const client = signal<Client | null>(null);
  const sending = createSending();
  const objections = signal(NO_OBJECTIONS);
  /** What is missing before anything is sent. */
  const missing = signal<"client" | "products" | null>(null);
  /** The purchase just stored, and what the basket had said that it costs. */
  const outcome = signal<{ purchase: Purchase; expectedCents: number } | null>(null);
  const isUncertain = computed(() => UNCERTAIN.has(sending.failure.value?.code ?? ""));
  /** A basket that may have been sold is sent again as it is, or else it might be sold twice. */
  const isLocked = computed(() => sending.saving.value || isUncertain.value);
  const idempotency = createIdempotencyKey();
  let entering = NOTHING_ENTERING;

  function change(how: () => void): void {
    if (isLocked.value) return;
    batch(() => {
      how();
      missing.value = null;
      sending.failure.value = null;
    });
  }

  return {
    ...basket,
    client,
    saving: sending.saving,
    failure: sending.failure,
    objections,
    missing,
    outcome,
    isUncertain,
    isLocked,
    /** Answers how many of it there are in the basket now; 0 if there is no room, or the basket is locked. */
    add(product: Product): number {
      let quantity = 0;
      change(() => (quantity = basket.add(product)));
      return quantity;
    },
    /** Something is being looked up, and answers whether it was added: a sale waits for it. */
    expect(entry: Promise<boolean>): void {
      const both = Promise.all([entering, entry]).then((added) => added.every(Boolean));
      entering = both;
      void both.then(() => {
        if (entering === both) entering = NOTHING_ENTERING;
      });
    },
    setQuantity: (id: number, quantity: number) => change(() => basket.setQuantity(id, quantity)),
    remove: (id: number) => change(() => basket.remove(id)),
    setClient: (buyer: Client | null) =>
      change(() => {
        client.value = buyer;
        objections.value = { ...objections.value, client: buyer?.status === "inactive" ? "inactive" : null };
      }),
    /** Somebody looked whether it was sold, and goes on with the basket. */
    unlock: () => (sending.failure.value = null),
    /** Sells the basket; one sent again after a lost answer is sold once. */
    async sell(): Promise<void> {
      // What was scanned just before is of this sale; if it isn't known, somebody has to look first.
      if (!(await entering)) return;
      const buyer = client.value;
      const lines = basket.lines.value;
      missing.value = !buyer ? "client" : lines.length === 0 ? "products" : null;
      if (!buyer || missing.value) return;
      const items = lines.map(({ product, quantity }) => ({ productId: product.id, quantity }));
      const sent = { clientId: buyer.id, items, channel: "till" };
      const expectedCents = basket.totalCents.value;
      await sending.send(async () => {
        try {
          const purchase = await createPurchase(sent, idempotency.keyOf(sent));
          idempotency.renew();
          objections.value = NO_OBJECTIONS;
          outcome.value = { purchase, expectedCents };
        } catch (error) {
          objections.value = readObjections(error, items);
          throw error;
        }
      });
    },
    next(): void {
      batch(() => {
        basket.clear();
        client.value = null;
        outcome.value = null;
        objections.value = NO_OBJECTIONS;
        missing.value = null;
        sending.failure.value = null;
      });
    },
    /** Keeps the stock of the basket as it is. Answers how to stop. */
    follow: () => {
      void basket.readStock();
      return poll(basket.readStock, STOCK_MS, () => outcome.value === null);
    },
  };
}

/** It outlives the page, so that leaving by mistake loses nothing. */
export const till = createTill();

function readObjections(error: unknown, items: { productId: number }[]): Objections {
  const errors = error instanceof ApiError ? error.errors : [];
  const ofClient = errors.find(({ pointer }) => pointer === "/clientId");
  const ofProducts = errors.flatMap(({ pointer, code }) => {
    const item = items[Number(/^\/items\/(\d+)/.exec(pointer)?.[1] ?? -1)];
    return item ? [[item.productId, code] as const] : [];
  });
  return { client: ofClient?.code ?? null, products: new Map(ofProducts) };
}
