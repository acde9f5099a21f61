import type { demoClients } from "./demo-clients.ts";
import { createLedger, ONLINE, OWNER, STAFF } from "./demo-ledger.ts";
import type { demoProducts } from "./demo-products.ts";
import { type DemoPurchase, type Change, createPurchases } from "./demo-purchases.ts";
import { demoShelves, lose, lowShelves, openShelves, receive, type Shelf } from "./demo-shelves.ts";
import { demoTraffic, type Visit } from "./demo-traffic.ts";
import { createRandom, type Random } from "./random.ts";

/** So that 90 days have as many before them. */
const DAYS = 190;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TUESDAY = 2;
const FRIDAY = 5;

/** What happens, and when. */
interface Act {
  at: number;
  act: (at: number) => void;
}

interface Shop {
  products: ReturnType<typeof demoProducts>;
  clients: ReturnType<typeof demoClients>;
}

/** Half a year of a record and book shop: what came in, who bought what, and what became of it. */
export function demoSales(now: Date, shop: Shop, timeZone: string) {
  const random = createRandom(1954);
  const shelves = demoShelves(random, shop.products);
  const ledger = createLedger();
  const purchases = createPurchases(ledger);
  const later: Act[] = [];
  const buyers = shop.clients.map(({ createdAt }, index) => ({ id: index + 1, since: createdAt.getTime() }));
  let opened = 0;

  for (const { day, weekday, midnight, visits } of demoTraffic(random, now.getTime(), DAYS, timeZone)) {
    const morning = midnight + 7 * HOUR_MS + random.integer(0, HOUR_MS);
    const here = shelves.filter(({ product }) => product.createdAt <= morning);
    const due = later.filter(({ at }) => at < midnight + DAY_MS);
    const acts = [
      { at: morning, act: openDoor },
      ...visits.map((visit) => ({ at: visit.at, act: () => visitShop(visit) })),
      ...due,
    ];
    for (const { at, act } of acts.toSorted((a, b) => a.at - b.at)) if (at <= now.getTime()) act(at);
    for (const done of due) later.splice(later.indexOf(done), 1);

    function openDoor(at: number) {
      openShelves(random, ledger, here.slice(opened), at);
      opened = here.length;
      if (weekday === TUESDAY || weekday === FRIDAY) receive(random, ledger, here, at);
      if (weekday === FRIDAY && random.next() < 0.5) lose(random, ledger, here, at);
    }
    function visitShop({ at, channel }: Visit) {
      const isThere = channel === "till" ? ({ id }: Shelf) => ledger.available(id) > 0 : () => true;
      const basket = fillBasket(random, here.filter(isThere));
      const known = buyers.filter(({ since }) => since <= at);
      if (basket.length === 0 || known.length === 0) return;
      const client = known[Math.floor(random.next() ** 1.7 * known.length)]!;
      const by = channel === "online" ? ONLINE : random.next() < 0.75 ? STAFF : OWNER;
      const purchase = purchases.sell({ clientId: client.id, channel, by, day, at }, basket);
      for (const change of whatBecomes(random, purchase)) plan(purchase, change);
    }
  }
  return { ...purchases.rows, movements: ledger.movements, low: lowShelves(shelves) };

  function plan(purchase: DemoPurchase, change: Change) {
    const { at, act } = purchases.plan(random, purchase, change);
    const tryAgain = (then: number) => {
      if (!act(then)) later.push({ at: then + 2 * DAY_MS, act: tryAgain });
    };
    later.push({ at, act: tryAgain });
  }
}

/** One to four products. */
function fillBasket(random: Random, shelves: Shelf[]) {
  const dice = random.next();
  const count = dice < 0.52 ? 1 : dice < 0.8 ? 2 : dice < 0.94 ? 3 : 4;
  const basket = new Map<number, { shelf: Shelf; quantity: number }>();
  const total = shelves.reduce((sum, { weekly }) => sum + weekly, 0);
  for (let item = 0; item < count; item += 1) {
    let left = random.next() * total;
    const shelf = shelves.find(({ weekly }) => (left -= weekly) < 0);
    if (shelf) basket.set(shelf.id, { shelf, quantity: 1 });
  }
  return [...basket.values()];
}

/** Most purchases stay what they are. */
function whatBecomes(random: Random, { fulfilled }: DemoPurchase): Change[] {
  if (!fulfilled) return [random.next() < 0.8 ? "fulfil" : "cancel"];
  const dice = random.next();
  return dice < 0.014 ? ["cancel"] : dice < 0.04 ? ["return"] : [];
}
