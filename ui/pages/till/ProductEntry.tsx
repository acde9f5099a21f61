import { useEffect } from "preact/hooks";
import type { Product } from "../../api-catalog.ts";
import { Finder } from "../../components/Finder.tsx";
import { useModel } from "../../components/hooks.ts";
import { describeFailure } from "../../i18n/failures.ts";
import { formatNumber, formatPrice, joinFacts } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { makerOf } from "../../models/products.ts";
import { createScanner, type Entered } from "../../models/scanner.ts";
import { till } from "../../models/till.ts";

/** The field that products come through: typed, or scanned. */
export function ProductEntry() {
  const scanner = useModel(() => createScanner(add));
  const words = t.value.till;
  const entered = scanner.entered.value;
  const { text } = scanner.finder;
  useEffect(() => {
    // The next scan then replaces what was wrong.
    if (entered && entered.at !== "several") {
      const field = document.querySelector<HTMLInputElement>('[name="till-product"]');
      if (field === document.activeElement) field?.select();
    }
  }, [entered]);

  const missing = till.missing.value === "products" ? words.missing.products : undefined;
  return (
    <section class="till-product" aria-label={words.product}>
      <Finder
        finder={scanner.finder}
        name="till-product"
        label={words.product}
        hint={words.productHint}
        error={missing}
        none={words.noProduct}
        option={(product) => <ProductOption product={product} />}
        onChoose={scanner.choose}
        onEnter={(typed) => till.expect(scanner.enter(typed))}
        onKey={(key) => text.value === "" && changeLatest(key)}
        readOnly={till.isLocked.value}
      />
      {entered && (
        <p key={scanner.times.value} class="till-entered" role="alert">
          {describe(entered)}
        </p>
      )}
    </section>
  );
}

function add(product: Product): "full" | "locked" | null {
  if (till.isLocked.value) return "locked";
  const quantity = till.add(product);
  if (quantity === 0) return "full";
  tellAdded(product.title, quantity);
  return null;
}

function tellAdded(title: string, quantity: number): void {
  const total = formatPrice(till.totalCents.value);
  announce(fill(t.value.till.added, { title, n: formatNumber(quantity), total }));
}

/** One more or fewer of what was added last. */
function changeLatest(key: string): boolean {
  const line = till.lines.value.find(({ product }) => product.id === till.latest.value);
  if (!line || (key !== "+" && key !== "-")) return false;
  const quantity = Math.max(line.quantity + (key === "+" ? 1 : -1), 1);
  till.setQuantity(line.product.id, quantity);
  tellAdded(line.product.title, quantity);
  return true;
}

function describe(entered: Entered): string {
  const words = t.value.till.entered;
  const reason = entered.at === "failed" ? describeFailure(entered.failure) : "";
  return fill(words[entered.at], { text: "", title: "", reason, ...onlyTexts(entered) });
}

function onlyTexts(entered: Entered): Record<string, string> {
  if ("title" in entered) return { title: entered.title };
  return "text" in entered ? { text: entered.text } : {};
}

function ProductOption({ product }: { product: Product }) {
  const isForSale = product.active && !product.archivedAt;
  return (
    <>
      <span>{product.title}</span>
      <span class="soft">
        {joinFacts(makerOf(product), formatPrice(product.priceCents), !isForSale && t.value.till.notForSale)}
      </span>
    </>
  );
}
