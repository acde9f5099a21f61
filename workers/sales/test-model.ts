/** What can be asked of the service; a purchase is named by its id, and equal keys are the same request. */
export type Command = { key?: string } & (
  | { do: "sell"; items: [productId: number, quantity: number][] }
  | { do: "cancel"; purchase: number }
  | { do: "fulfil"; purchase: number }
  | { do: "return"; purchase: number; item: number; quantity: number }
  | { do: "move"; productId: number; delta: number }
);

/** What is to be seen of an answer. */
export interface Seen {
  status: number;
  id?: number;
  fulfilled?: boolean;
}

interface Bought {
  items: [productId: number, quantity: number][];
  returned: number[];
  fulfilled: boolean;
  cancelled: boolean;
}

/** The shop as it should be: what the service does, in memory and one request after the other. */
export class Model {
  readonly stock: Map<number, number>;
  readonly purchases: Map<number, Bought>;
  readonly answers: Map<string, Seen>;
  lastId: number;

  constructor(of: Pick<Model, "stock" | "purchases" | "answers" | "lastId">) {
    ({ lastId: this.lastId } = of);
    [this.stock, this.purchases, this.answers] = structuredClone([of.stock, of.purchases, of.answers]);
  }

  apply(command: Command): Seen {
    const known = command.key === undefined ? undefined : this.answers.get(command.key);
    if (known) return known;
    const answer = this.execute(command);
    if (command.key !== undefined && answer.status < 400) this.answers.set(command.key, answer);
    return answer;
  }

  private execute(command: Command): Seen {
    if (command.do === "move")
      return { status: this.take([[command.productId, -command.delta]]) ? 201 : 409 };
    if (command.do === "sell") {
      const { items } = command;
      const fulfilled = this.take(items);
      const id = (this.lastId += 1);
      this.purchases.set(id, { items, returned: items.map(() => 0), fulfilled, cancelled: false });
      return { status: 201, id, fulfilled };
    }
    const purchase = this.purchases.get(command.purchase)!;
    const { items, returned, fulfilled, cancelled } = purchase;
    if (cancelled || (command.do === "fulfil" && fulfilled)) return { status: 409 };
    if (command.do === "fulfil") {
      purchase.fulfilled = this.take(items);
      if (!purchase.fulfilled) return { status: 409 };
    } else if (command.do === "cancel") {
      purchase.cancelled = true;
      if (fulfilled) this.take(items.map(([product, bought], i) => [product, returned[i]! - bought]));
    } else if (command.do === "return") {
      const [product, bought] = items[command.item]!;
      if (!fulfilled || returned[command.item]! + command.quantity > bought) return { status: 409 };
      returned[command.item]! += command.quantity;
      this.take([[product, -command.quantity]]);
    }
    return { status: 200, id: command.purchase, fulfilled: purchase.fulfilled };
  }

  /** Takes all or nothing. */
  private take(items: [productId: number, quantity: number][]): boolean {
    if (items.some(([product, quantity]) => this.stock.get(product)! < quantity)) return false;
    for (const [product, quantity] of items) this.stock.set(product, this.stock.get(product)! - quantity);
    return true;
  }
}
