/** Who works in the demo shop, as `demo-data.ts` lets them in. */
export const OWNER = { byKind: "person", byId: 1, byName: "Dona Ivone Lara" };
export const STAFF = { byKind: "person", byId: 2, byName: "Paulinho da Viola" };
export const ONLINE = { byKind: "key", byId: 1, byName: "Loja virtual" };

export type Worker = typeof OWNER;

/** A row of the stock ledger. */
export interface DemoMovement extends Worker {
  productId: number;
  delta: number;
  reason: "opening" | "received" | "sold" | "cancelled" | "returned" | "lost";
  note?: string;
  available: number;
  purchaseId?: number;
  createdAt: number;
}

/** A stock ledger in memory: movements in the order of time, never below none. */
export function createLedger() {
  const stock = new Map<number, number>();
  const movements: DemoMovement[] = [];
  const available = (productId: number) => stock.get(productId) ?? 0;
  return {
    movements,
    available,
    move: (movement: Omit<DemoMovement, "available">) => {
      const left = available(movement.productId) + movement.delta;
      if (left < 0) throw new Error(`product ${movement.productId} would be at ${left}`);
      stock.set(movement.productId, left);
      movements.push({ ...movement, available: left });
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
