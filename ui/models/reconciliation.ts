import { batch, signal } from "@preact/signals";
import { reconcile, type Reconciliation } from "../api-stock.ts";
import { createSending } from "./sending.ts";

type Mismatch = Reconciliation["items"][number];

/** What was looked at so far, and what doesn't agree. */
export interface Proof {
  products: number;
  movements: number;
  mismatches: Mismatch[];
  isDone: boolean;
}

const NOTHING: Proof = { products: 0, movements: 0, mismatches: [], isDone: false };

/** The proof that each stock is the sum of its movements, walked to its end. */
export function createReconciliation() {
  const sending = createSending();
  const proof = signal<Proof | null>(null);
  const running = new AbortController();

  async function walk(): Promise<true> {
    proof.value = NOTHING;
    let cursor: string | null = null;
    do {
      const step: Reconciliation = await reconcile(cursor, running.signal);
      const { products, movements, mismatches } = proof.value;
      cursor = step.nextCursor;
      batch(() => {
        proof.value = {
          products: products + step.checked.products,
          movements: movements + step.checked.movements,
          mismatches: [...mismatches, ...step.items],
          isDone: cursor === null,
        };
      });
    } while (cursor !== null);
    return true;
  }
  return {
    proof,
    saving: sending.saving,
    failure: sending.failure,
    /** Answers whether it came to the end. */
    start: () => sending.send(walk),
    stop: () => running.abort(),
  };
}
