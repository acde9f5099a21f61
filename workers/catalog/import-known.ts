import type { GivenProduct } from "./import-records.ts";
import type { Kind } from "./product-fields.ts";

/** All of a product that an import can set or change; what its kind hasn't is null. */
export type ProductValues = Omit<GivenProduct, "stock"> & {
  kind: Kind;
  title: string;
  priceCents: number;
  active: boolean;
};

/** A product that is stored, as a plan read it. */
export interface StoredProduct extends ProductValues {
  id: number;
  version: number;
  archived: boolean;
}

/** A product as the lines so far leave it. */
export interface KnownProduct {
  /** As it was read; null if the file creates it. */
  stored: StoredProduct | null;
  now: ProductValues;
  /** The line of the file that is about it. */
  line: number | null;
}

type Codes = Pick<GivenProduct, "isbn" | "ean">;

/** The products that a file's records may be about, while the file is gone through line by line. */
export class KnownProducts {
  readonly #ids = new Set<number>();
  readonly #bySku = new Map<string, KnownProduct>();
  readonly #byCode = new Map<string, Set<KnownProduct>>();
  readonly #storedByCode = new Map<string, number>();
  readonly #mostPerCode: number;

  /** Of an ISBN or EAN with `mostPerCode` stored products there may be more that aren't known. */
  constructor(mostPerCode: number) {
    this.#mostPerCode = mostPerCode;
  }

  /** Takes in a stored product, and the line that is about it already. */
  read(stored: StoredProduct, line: number | null): void {
    if (this.#ids.has(stored.id)) return;
    this.#ids.add(stored.id);
    for (const code of codesOf(stored)) this.#storedByCode.set(code, this.#stored(code) + 1);
    this.#put({ stored, now: stored, line });
  }

  /** A product that a line creates. */
  create(now: ProductValues, line: number): void {
    this.#put({ stored: null, now, line });
  }

  /** What a line makes of a product. */
  change(product: KnownProduct, now: ProductValues, line: number): void {
    for (const code of codesOf(product.now)) this.#byCode.get(code)?.delete(product);
    this.#put(Object.assign(product, { now, line }));
  }

  /**
   * Which product a record is about: the one with its SKU; without a SKU the one with its ISBN, or else its EAN, among
   * those that aren't archived. If several have that, it is "ambiguous".
   */
  find(given: GivenProduct): KnownProduct | "ambiguous" | null {
    if (given.sku !== null) return this.#bySku.get(given.sku) ?? null;
    const [code = ""] = codesOf(given);
    const [one, another] = this.#byCode.get(code) ?? [];
    return one && (another || this.#stored(code) >= this.#mostPerCode) ? "ambiguous" : (one ?? null);
  }

  #stored(code: string): number {
    return this.#storedByCode.get(code) ?? 0;
  }

  #put(product: KnownProduct): void {
    const { now, stored } = product;
    if (now.sku !== null) this.#bySku.set(now.sku, product);
    if (stored?.archived) return;
    for (const code of codesOf(now)) {
      this.#byCode.set(code, (this.#byCode.get(code) ?? new Set()).add(product));
    }
  }
}

/** ISBN and EAN; UPC-A as an EAN-13 that begins with 0, which it also is. */
function codesOf({ isbn, ean }: Codes): string[] {
  return [isbn === null ? [] : `isbn ${isbn}`, ean === null ? [] : `ean ${ean.padStart(13, "0")}`].flat();
}
