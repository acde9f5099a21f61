import {
  cancelPurchase,
  fulfilPurchase,
  getPurchase,
  listPurchaseAudit,
  type Purchase,
  type PurchaseAuditEntry,
  type Return,
  returnItems,
} from "../api-sales.ts";
import { findStock } from "../api-stock.ts";
import { signal } from "@preact/signals";
import { ApiError } from "../http.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createPagedList } from "./paged-list.ts";
import { createResource, type Resource } from "./resource.ts";
import { createSending } from "./sending.ts";
import { may } from "./session.ts";

const PAGE_SIZE = "20";

/** One purchase, by id. */
export function createPurchaseDetail() {
  return createResource(getPurchase);
}

/** What a purchase that waits is short of: how many there are of what. */
export interface Short {
  title: string;
  available: number;
  wanted: number;
}

/** What can be done with the purchase that `read` holds; each answers whether it is done. */
export function createPurchaseActions(read: Resource<string, Purchase>) {
  const sending = createSending();
  const idempotency = createIdempotencyKey();
  /** After a refusal: what there are still too few of. */
  const short = signal<Short[]>([]);

  /** Refused because somebody else was first, the purchase is read anew, to be shown beside the reason. */
  async function change(
    content: object,
    call: (purchase: Purchase, key: string) => Promise<Purchase>,
  ): Promise<boolean> {
    const purchase = read.data.value;
    if (!purchase) return false;
    short.value = [];
    const done = await sending.send(async () => {
      try {
        const changed = await call(purchase, idempotency.keyOf({ id: purchase.id, ...content }));
        idempotency.renew();
        read.accept(changed);
        return true;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === "conflict")) throw error;
        idempotency.renew();
        await read.load(String(purchase.id));
        short.value = await readShort(purchase, error);
        throw error;
      }
    });
    return done ?? false;
  }

  return {
    ...sending,
    short,
    cancel: (reason: string) => change({ cancel: reason }, ({ id }, key) => cancelPurchase(id, reason, key)),
    takeBack: (given: Return) => change({ return: given }, ({ id }, key) => returnItems(id, given, key)),
    fulfil: () => change({ fulfil: true }, ({ id }, key) => fulfilPurchase(id, key)),
  };
}

export type PurchaseActions = ReturnType<typeof createPurchaseActions>;

async function readShort({ items }: Purchase, { errors }: ApiError): Promise<Short[]> {
  if (!errors.some(({ code }) => code === "too_few") || !may("stock:read")) return [];
  const ids = items.map(({ productId }) => productId);
  const stock = await findStock(ids, new AbortController().signal).catch(() => []);
  const availableOf = new Map(stock.map(({ productId, available }) => [productId, available]));
  return items
    .map(({ productId, title, quantity }) => {
      return { title, wanted: quantity, available: availableOf.get(productId) ?? 0 };
    })
    .filter(({ available, wanted }) => available < wanted);
}

/** What was done to a purchase, newest first. */
export function createPurchaseHistory() {
  return createPagedList<number, PurchaseAuditEntry>((id, cursor, signal) =>
    listPurchaseAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}
