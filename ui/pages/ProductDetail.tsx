import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { Badge } from "../components/Badge.tsx";
import { Cover } from "../components/Cover.tsx";
import { useFocus, useLater, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createProductActions } from "../models/product-actions.ts";
import { createProductDetail, makerOf } from "../models/products.ts";
import { may } from "../models/session.ts";
import { ProductButtons } from "./product/ProductButtons.tsx";
import { ProductFacts } from "./product/ProductFacts.tsx";
import { ProductHistory } from "./product/ProductHistory.tsx";

/** One product: its cover, what is known of it, and what can be done with it. */
export default function ProductDetail() {
  const { id = "" } = useRoute().params;
  return <OneProduct key={id} id={id} />;
}

function OneProduct({ id }: { id: string }) {
  const { route } = useLocation();
  const detail = useModel(createProductDetail);
  const actions = useModel(() => createProductActions(detail));
  const stock = useLater(() => import("./product/StockLine.tsx"), "stock");
  const [outcome, setOutcome] = useState("");
  const focus = useFocus();
  useEffect(() => {
    void detail.load(id);
    return detail.stop;
  }, []);

  const words = t.value.catalog;
  const product = detail.data.value;
  const failure = detail.failure.value;
  const refused = actions.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  function tell(text: string) {
    const told = fill(text, { title: product?.title ?? "" });
    announce(told);
    if (text === words.deleted) return route("/catalog");
    setOutcome(told);
    // The button that was pressed is gone, unless it is the switch.
    if (text === words.archived || text === words.restored) focus("h1");
  }
  return (
    <Page
      title={product?.title ?? fill(words.detail, { id })}
      actions={
        <>
          {product && may("catalog:write") && (
            <ProductButtons product={product} actions={actions} onDone={tell} />
          )}
          <a class="button" href="/catalog">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} help={words.missingHelp} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load(id)} />}
      {refused && (
        <FailureNotice
          failure={refused}
          title={words.notChanged}
          {...(refused.code === "precondition-failed" && { reason: words.overtaken })}
        />
      )}
      {!product && !failure && <Skeleton rows={6} />}
      {outcome && !refused && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {product?.archivedAt && (
        <p class="archived">
          {fill(words.archivedNotice, { time: formatTime(product.archivedAt, "dateTime") })}
        </p>
      )}
      {product && (
        <>
          <div class={`product product-${product.kind}`}>
            <Cover
              kind={product.kind}
              title={product.title}
              by={makerOf(product)}
              cover={product.cover}
              size="page"
            />
            <ProductFacts product={product}>
              {stock && may("stock:read") && <stock.StockLine productId={product.id} />}
            </ProductFacts>
          </div>
          <ProductHistory product={product} />
        </>
      )}
    </Page>
  );
}
