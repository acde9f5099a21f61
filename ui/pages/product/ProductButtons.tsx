import { useState } from "preact/hooks";
import type { Product } from "../../api-catalog.ts";
import { Question } from "../../components/Question.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { ProductActions } from "../../models/product-actions.ts";

/** Edits a product, puts it on sale or takes it off, deletes it; an archived one is brought back. */
export function ProductButtons(props: {
  product: Product;
  actions: ProductActions;
  /** What happened to `{title}`. */
  onDone: (text: string) => void;
}) {
  const { product, actions, onDone } = props;
  const [asking, setAsking] = useState(false);
  const words = t.value.catalog;
  const busy = actions.saving.value;

  async function setActive(active: boolean) {
    if (await actions.setActive(active)) onDone(active ? words.nowForSale : words.takenOffSale);
  }
  async function restore() {
    if (await actions.restore()) onDone(words.restored);
  }
  async function remove() {
    setAsking(false);
    const become = await actions.remove();
    if (become) onDone(words[become]);
  }
  if (product.archivedAt) {
    return (
      <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => void restore()}>
        {words.restore}
      </button>
    );
  }
  return (
    <>
      <a class="button button-primary" href={`/catalog/${product.id}/edit`}>
        {words.edit}
      </a>
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        onClick={() => void setActive(!product.active)}
      >
        {product.active ? words.takeOffSale : words.putOnSale}
      </button>
      <button type="button" class="button button-danger" aria-disabled={busy} onClick={() => setAsking(true)}>
        {words.delete}
      </button>
      {asking && (
        <Question
          title={fill(words.deleteTitle, { title: product.title })}
          intro={words.deleteHelp}
          yes={words.delete}
          onYes={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
