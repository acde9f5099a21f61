import { type Ledger, STAFF, type Worker } from "./demo-ledger.ts";
import type { Shelf } from "./demo-shelves.ts";
import type { Random } from "./random.ts";

const DAY_MS = 86_400_000;
const REASONS = ["Desistiu da compra", "Pagamento não confirmado", "Edição errada", "Comprou em dobro"];
const FLAWS = ["Risco no lado B", "Presente repetido", "Páginas faltando", "Não era o esperado"];

export type Change = "cancel" | "return" | "fulfil";

/** A row of purchases. */
export interface DemoPurchase extends Worker {
  id: number;
  clientId: number;
  channel: string;
  fulfilled: boolean;
  fulfilledAt: number | null;
  cancelledAt: number | null;
  cancelReason: string | null;
  totalCents: number;
  returnedCents: number;
  currency: "BRL";
  day: string;
  version: number;
  createdAt: number;
  updatedAt: number;
}

interface Item {
  purchaseId: number;
  productId: number;
  line: number;
  title: string;
  sku: string | null;
  kind: string;
  priceCents: number;
  quantity: number;
  returned: number;
  shortfall: number;
}

/** Purchases in memory, as the service that sells would store them; what happens to them moves the ledger. */
export function createPurchases(ledger: Ledger) {
  const purchases: DemoPurchase[] = [];
  const items: Item[] = [];
  const audit: object[] = [];
  const itemsOf = new Map<DemoPurchase, Item[]>();

  function tell(purchase: DemoPurchase, action: string, by: Worker, at: number, changes: object[] = []) {
    const { byKind, byId, byName } = by;
    audit.push({
      subject: "purchase",
      subjectId: purchase.id,
      action,
      byKind,
      byId,
      byName,
      changes,
      createdAt: at,
    });
  }
  function move(
    purchase: DemoPurchase,
    item: Item,
    delta: number,
    reason: "sold" | "cancelled" | "returned",
    by: Worker,
    at: number,
  ) {
    if (delta === 0) return;
    const { byKind, byId, byName } = by;
    const { productId } = item;
    ledger.move({ productId, delta, reason, purchaseId: purchase.id, byKind, byId, byName, createdAt: at });
  }
  const isEnough = (wanted: Item[]) =>
    wanted.every((item) => ledger.available(item.productId) >= item.quantity);

  function sell(
    sale: { clientId: number; channel: string; by: Worker; day: string; at: number },
    basket: { shelf: Shelf; quantity: number }[],
  ): DemoPurchase {
    const { clientId, channel, by, day, at } = sale;
    const id = purchases.length + 1;
    const lines = basket.map(({ shelf: { id: productId, product }, quantity }, line): Item => {
      const { title, sku = null, kind, priceCents } = product;
      const shortfall = Math.max(0, quantity - ledger.available(productId));
      return {
        purchaseId: id,
        productId,
        line,
        title,
        sku,
        kind,
        priceCents,
        quantity,
        returned: 0,
        shortfall,
      };
    });
    const fulfilled = isEnough(lines);
    const purchase: DemoPurchase = {
      id,
      clientId,
      channel,
      fulfilled,
      fulfilledAt: fulfilled ? at : null,
      cancelledAt: null,
      cancelReason: null,
      totalCents: lines.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0),
      returnedCents: 0,
      currency: "BRL",
      day,
      ...by,
      version: 1,
      createdAt: at,
      updatedAt: at,
    };
    purchases.push(purchase);
    items.push(...lines);
    itemsOf.set(purchase, lines);
    if (fulfilled) for (const item of lines) move(purchase, item, -item.quantity, "sold", by, at);
    tell(purchase, "created", by, at);
    return purchase;
  }

  const changes: Record<Change, (purchase: DemoPurchase, lines: Item[], why: string, at: number) => boolean> =
    {
      cancel: (purchase, lines, why, at) => {
        if (purchase.fulfilled)
          for (const item of lines) move(purchase, item, item.quantity, "cancelled", STAFF, at);
        Object.assign(purchase, { cancelledAt: at, cancelReason: why });
        tell(purchase, "cancelled", STAFF, at, [{ field: "reason", from: null, to: why }]);
        return true;
      },
      fulfil: (purchase, lines, _, at) => {
        if (!isEnough(lines)) return false;
        Object.assign(purchase, { fulfilled: true, fulfilledAt: at });
        for (const item of lines) {
          item.shortfall = 0;
          move(purchase, item, -item.quantity, "sold", STAFF, at);
        }
        tell(purchase, "fulfilled", STAFF, at);
        return true;
      },
      return: (purchase, lines, why, at) => {
        const item = lines[0]!;
        item.returned = 1;
        purchase.returnedCents += item.priceCents;
        move(purchase, item, 1, "returned", STAFF, at);
        const back = { field: `item:${item.productId}`, from: null, to: 1 };
        tell(purchase, "returned", STAFF, at, [{ field: "reason", from: null, to: why }, back]);
        return true;
      },
    };

  /** What is to be done with a purchase, and when; it answers whether it could be done. */
  function plan(random: Random, purchase: DemoPurchase, change: Change) {
    const why = random.pick(change === "return" ? FLAWS : REASONS);
    const days = 1 + random.integer(0, change === "cancel" ? 1 : 8);
    const act = (at: number) => {
      const isDone = changes[change](purchase, itemsOf.get(purchase)!, why, at);
      if (isDone) Object.assign(purchase, { version: purchase.version + 1, updatedAt: at });
      return isDone;
    };
    return { at: purchase.createdAt + days * DAY_MS, act };
  }
  return { sell, plan, rows: { purchases, items, audit } };
}
