import { type Ledger, OWNER, STAFF } from "./demo-ledger.ts";
import type { demoProducts } from "./demo-products.ts";
import type { Random } from "./random.ts";

const UNITS_A_WEEK = 210;
const DELIVERED = 0.75;
const LOW_FOR = 70;

type DemoProduct = ReturnType<typeof demoProducts>[number];

/** A product that is for sale, and how much it is asked for. */
export interface Shelf {
  id: number;
  product: DemoProduct;
  /** How many a week, about. */
  weekly: number;
}

/** What the shop sells: a few bestsellers, and many that leave now and then; what is dear leaves seldom. */
export function demoShelves(random: Random, products: DemoProduct[]): Shelf[] {
  const ranks = products
    .map((_, index) => ({ index, order: random.next() }))
    .toSorted((a, b) => a.order - b.order);
  const weights = new Map(ranks.map(({ index }, rank) => [index, weightOf(products[index]!, rank)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return products.flatMap((product, index) =>
    product.active
      ? [{ id: index + 1, product, weekly: ((weights.get(index) ?? 0) / total) * UNITS_A_WEEK }]
      : [],
  );
}

function weightOf({ priceCents, kind }: DemoProduct, rank: number): number {
  const isDear = priceCents > 60_000 ? 0.08 : priceCents > 25_000 ? 0.4 : 1;
  return (isDear * (kind === "product" ? 0.6 : 1)) / (rank + 6) ** 0.75;
}

/** What is there from the start, or once the catalogue has it. */
export function openShelves(random: Random, ledger: Ledger, shelves: Shelf[], at: number): void {
  for (const { id, weekly } of shelves) {
    const delta = Math.ceil(weekly * 2) + random.integer(1, 3);
    ledger.move({ productId: id, delta, reason: "opening", createdAt: at, ...OWNER });
  }
}

/** A delivery: of what runs out, most comes. */
export function receive(random: Random, ledger: Ledger, shelves: Shelf[], at: number): void {
  const note = `NF ${random.integer(10_000, 99_999)}`;
  for (const { id: productId, weekly } of shelves) {
    if (ledger.available(productId) >= Math.ceil(weekly) || random.next() >= DELIVERED) continue;
    const delta = Math.ceil(weekly * 2) + 1 - ledger.available(productId);
    ledger.move({ productId, delta, reason: "received", note, createdAt: at, ...STAFF });
  }
}

/** One copy that nobody can sell any more. */
export function lose(random: Random, ledger: Ledger, shelves: Shelf[], at: number): void {
  const { id: productId } = random.pick(shelves);
  if (ledger.available(productId) === 0) return;
  const note = random.pick([
    "Capa amassada",
    "Disco empenado",
    "Não encontrado no inventário",
    "Páginas molhadas",
  ]);
  ledger.move({ productId, delta: -1, reason: "lost", note, createdAt: at, ...STAFF });
}

/** From when on the best sellers are low. */
export function lowShelves(shelves: Shelf[]) {
  return shelves
    .toSorted((a, b) => b.weekly - a.weekly)
    .slice(0, LOW_FOR)
    .map(({ id, weekly }) => ({ productId: id, lowAt: Math.max(1, Math.round(weekly * 0.6)) }));
}
