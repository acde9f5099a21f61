import { getProduct, type Product } from "../api-catalog.ts";
import { createMovement, getStock, listMovements, type Movement, type Stock } from "../api-stock.ts";
import { ApiError } from "../http.ts";
import { createPagedList } from "./paged-list.ts";
import { createResource } from "./resource.ts";
import { may } from "./session.ts";
import { createForm } from "./form.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { signal } from "@preact/signals";

const PAGE_SIZE = "50";

export const MOVES = ["received", "lost", "corrected"] as const;

export type Move = (typeof MOVES)[number];

/** A product's stock, what moved it, and what moves it by hand. */
export function createProductStock() {
  const stock = createResource(getStock);
  const product = createResource(async (id: string, signal): Promise<Product | null> =>
    may("catalog:read") ? getProduct(id, signal) : null,
  );
  const ledger = createPagedList<number, Movement>((id, cursor, signal) =>
    listMovements(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
  return {
    stock,
    product,
    ledger,
    load(id: string): void {
      void stock.load(id);
      void product.load(id);
      if (/^\d+$/.test(id)) void ledger.start(Number(id));
    },
    /** Reads anew how many there are, and why. */
    async reread(id: number): Promise<void> {
      await Promise.all([stock.load(String(id)), ledger.restart()]);
    },
    stop(): void {
      stock.stop();
      product.stop();
      ledger.stop();
    },
  };
}

/** What is wrong with what was typed, before it is sent. */
type Wrong = "quantity" | "count" | "same" | "note" | null;

/** Stock received, written off, or corrected to what was counted. */
export function createMoveForm() {
  const form = createForm({ quantity: "", note: "" });
  const move = signal<Move>("received");
  const wrong = signal<Wrong>(null);
  const idempotency = createIdempotencyKey();
  return {
    ...form,
    move,
    wrong,
    choose(chosen: Move): void {
      move.value = chosen;
      wrong.value = null;
      form.reset();
    },
    type(field: "quantity" | "note", text: string): void {
      wrong.value = null;
      form.type(field, field === "quantity" ? text.replace(/\D/g, "").slice(0, 7) : text);
    },
    /** Sends what was typed. Answers the movement, or null; if there were too few, the stock is read anew by then. */
    async save({ productId, available }: Stock, reread: () => Promise<void>): Promise<Movement | null> {
      const { quantity, note } = form.draft.value;
      const delta = deltaOf(move.value, quantity, available);
      const told = note.trim();
      wrong.value = findWrong(move.value, delta, told);
      if (wrong.value || delta === null) return null;
      const sent = { delta, reason: move.value, ...(told && { note: told }) };
      return form.send(async () => {
        const key = idempotency.keyOf({ productId, ...sent });
        const movement = await createMovement(productId, sent, key).catch(async (error: unknown) => {
          if (error instanceof ApiError && error.code === "conflict") await reread();
          throw error;
        });
        idempotency.renew();
        form.reset();
        return movement;
      });
    },
  };
}

/** By how many a movement changes the stock; null while no number is typed. */
export function deltaOf(move: Move, typed: string, available: number): number | null {
  if (!/^\d+$/.test(typed)) return null;
  const number = Number(typed);
  if (move === "received") return number;
  return move === "lost" ? 0 - number : number - available;
}

function findWrong(move: Move, delta: number | null, note: string): Wrong {
  if (delta === null) return move === "corrected" ? "count" : "quantity";
  if (delta === 0) return move === "corrected" ? "same" : "quantity";
  return move === "corrected" && note === "" ? "note" : null;
}
