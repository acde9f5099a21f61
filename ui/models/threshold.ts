import { signal } from "@preact/signals";
import { editStock, type Stock } from "../api-stock.ts";
import { ApiError } from "../http.ts";
import type { Resource } from "./resource.ts";
import { createSending } from "./sending.ts";

/** How often it is sent again because sales moved the stock meanwhile. */
const MOST_TRIES = 5;

/** From when on a product is low, to be changed. */
export function createThreshold(read: Resource<string, Stock>) {
  const sending = createSending();
  /** What is typed; null as long as it is what is stored. */
  const text = signal<string | null>(null);
  const isWrong = signal(false);
  /** The mark that somebody else set meanwhile, to be looked at first. */
  const rival = signal<{ lowAt: number | null } | null>(null);

  /** A sale also makes a new version: only another mark is somebody else's edit. */
  async function store(before: Stock, lowAt: number | null): Promise<Stock> {
    let stored = before;
    for (let tries = 1; ; tries++) {
      try {
        return await editStock(stored, lowAt);
      } catch (error) {
        if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
        stored = error.current as Stock;
        read.accept(stored);
        const isRivals = stored.lowAt !== before.lowAt && stored.lowAt !== lowAt;
        if (isRivals) rival.value = { lowAt: stored.lowAt };
        if (isRivals || tries === MOST_TRIES) throw error;
      }
    }
  }

  return {
    ...sending,
    text,
    isWrong,
    rival,
    type(typed: string): void {
      text.value = typed;
      isWrong.value = false;
    },
    /** Answers whether it is stored. */
    async save(): Promise<boolean> {
      const stock = read.data.value;
      const typed = (text.value ?? String(stock?.lowAt ?? "")).trim();
      isWrong.value = !/^\d{0,6}$/.test(typed);
      if (!stock || isWrong.value) return false;
      rival.value = null;
      const lowAt = typed === "" ? null : Number(typed);
      const stored = await sending.send(() => store(stock, lowAt));
      if (!stored) return false;
      read.accept(stored);
      text.value = null;
      return true;
    },
  };
}
