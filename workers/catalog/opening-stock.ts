import { desc, isNotNull, sql } from "drizzle-orm";
import { audit, products } from "../../schema/catalog/tables.ts";
import type { Database } from "../shared/database.ts";
import { isAmong } from "../shared/rows.ts";
import type { CatalogEnv } from "./env.ts";
import { SUBJECT } from "./product-audit.ts";

/** How much is handed over at once: by an import or the cron, and by a single create. */
export const MANY = 10_000;
export const FEW = 100;

const WITHIN_MS = 2000;
const ITEMS_PER_CALL = 1000;
const BYTES_PER_CALL = 60_000; // a service takes 64 KiB of JSON

/**
 * Hands waiting opening stock to the service that sells, the newest first. It takes each product's once, however often
 * it is sent, and only what it says it has taken waits no more: so whatever breaks off, nothing is lost or doubled. Takes
 * about two seconds at most, and never throws: what still waits is handed over the next time.
 */
export async function handOverStock(
  db: Database,
  sales: CatalogEnv["SALES"],
  { atMost, requestId }: { atMost: number; requestId?: string | undefined },
): Promise<void> {
  try {
    const waiting = await readWaiting(db, atMost);
    if (waiting.length === 0) return;
    const taken = await sendAll(sales, waiting, requestId);
    if (taken.length === 0) return;
    await db.update(products).set({ openingStock: null }).where(isAmong(products.id, taken));
  } catch (error) {
    tellFailure(requestId, error);
  }
}

/** What waits, with who created the product: the first entry of its audit trail tells. */
function readWaiting(db: Database, atMost: number) {
  const { byKind, byId, byName } = audit;
  const first = sql`${audit.id} = (select min(id) from audit where subject = ${SUBJECT} and subject_id = ${products.id})`;
  return db
    .select({
      productId: products.id,
      quantity: sql<number>`${products.openingStock}`,
      at: products.createdAt,
      by: { kind: byKind, id: byId, name: byName },
    })
    .from(products)
    .innerJoin(audit, first)
    .where(isNotNull(products.openingStock))
    .orderBy(desc(products.id))
    .limit(atMost);
}

type Waiting = Awaited<ReturnType<typeof readWaiting>>[number];

/** Sends one call after the other until one fails, and answers the ids of the products whose stock was taken. */
async function sendAll(sales: CatalogEnv["SALES"], waiting: Waiting[], requestId: string | undefined) {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const taken: number[] = [];
  try {
    for (const items of inCalls(waiting)) {
      await send(sales, items, { signal, requestId });
      taken.push(...items.map(({ productId }) => productId));
    }
  } catch (error) {
    tellFailure(requestId, error);
  }
  return taken;
}

async function send(
  sales: CatalogEnv["SALES"],
  items: Waiting[],
  { signal, requestId }: { signal: AbortSignal; requestId: string | undefined },
): Promise<void> {
  signal.throwIfAborted();
  const response = await sales.fetch(
    new Request("http://sales/internal/stock/opening", {
      method: "POST",
      headers: { "content-type": "application/json", ...(requestId && { "x-request-id": requestId }) },
      body: JSON.stringify({ items }),
      signal,
    }),
  );
  if (!response.ok) throw new Error(`sales answered ${response.status} ${await response.text()}`);
}

function* inCalls(waiting: Waiting[]): Generator<Waiting[]> {
  const encoder = new TextEncoder();
  let items: Waiting[] = [];
  let bytes = 0;
  for (const item of waiting) {
    const size = encoder.encode(JSON.stringify(item)).length + 1;
    if (items.length === ITEMS_PER_CALL || bytes + size > BYTES_PER_CALL) {
      yield items;
      [items, bytes] = [[], 0];
    }
    items.push(item);
    bytes += size;
  }
  yield items;
}

function tellFailure(requestId: string | undefined, error: unknown): void {
  console.error("opening stock waits to be handed over", requestId, error);
}
