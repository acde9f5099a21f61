import {
  deleteProduct,
  listProductAudit,
  type Product,
  type ProductAuditEntry,
  restoreProduct,
  setProductActive,
} from "../api-catalog.ts";
import { ApiError } from "../http.ts";
import { createPagedList } from "./paged-list.ts";
import { deletedTitle, savedProduct } from "./products.ts";
import type { Resource } from "./resource.ts";
import { createSending } from "./sending.ts";

const PAGE_SIZE = "20";

/** What can be done with the product that `read` holds; each answers whether it is done. */
export function createProductActions(read: Resource<string, Product>) {
  const sending = createSending();

  /**
   * Somebody else's edit that came first is held, so that it can be looked at before this is tried again. If it made the
   * product what was wanted, it is done.
   */
  async function store(
    call: (product: Product) => Promise<Product>,
    isDone: (current: Product) => boolean,
  ): Promise<boolean> {
    const product = read.data.value;
    if (!product) return false;
    try {
      accept(await call(product));
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "precondition-failed")) throw error;
      const current = error.current as Product;
      accept(current);
      if (!isDone(current)) throw error;
      return true;
    }
  }
  function accept(product: Product): void {
    read.accept(product);
    savedProduct.value = product;
  }
  const send = async (call: () => Promise<boolean>) => (await sending.send(call)) ?? false;
  return {
    ...sending,
    setActive: (active: boolean) =>
      send(() =>
        store(
          (product) => setProductActive(product, active),
          (current) => current.active === active,
        ),
      ),
    restore: () => send(() => store(restoreProduct, (current) => current.archivedAt === null)),
    /** Answers what became of it; null after a failure. One that was sold is archived. */
    async remove(): Promise<"deleted" | "archived" | null> {
      let kept = true;
      const done = await send(() =>
        store(
          async (product) => {
            const archived = await deleteProduct(product);
            kept = archived !== null;
            if (!archived) deletedTitle.value = product.title;
            return archived ?? product;
          },
          (current) => current.archivedAt !== null,
        ),
      );
      if (!done) return null;
      return kept ? "archived" : "deleted";
    },
  };
}

export type ProductActions = ReturnType<typeof createProductActions>;

/** What was done to a product, newest first. */
export function createProductHistory() {
  return createPagedList<number, ProductAuditEntry>((id, cursor, signal) =>
    listProductAudit(id, { limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
}
