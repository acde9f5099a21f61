import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { Badge } from "../components/Badge.tsx";
import { useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount, formatNumber } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createProductStock } from "../models/product-stock.ts";
import { may } from "../models/session.ts";
import { Ledger } from "./stock/Ledger.tsx";
import { MovePanel } from "./stock/MovePanel.tsx";
import { StockState } from "./stock/StockState.tsx";
import { ThresholdForm } from "./stock/ThresholdForm.tsx";

/** How many there are of one product, what moved it, and what moves it by hand. */
export default function StockDetail() {
  const { productId = "" } = useRoute().params;
  return <OneStock key={productId} id={productId} />;
}

function OneStock({ id }: { id: string }) {
  const model = useModel(createProductStock);
  const [outcome, setOutcome] = useState("");
  useEffect(() => {
    model.load(id);
    return model.stop;
  }, []);

  const words = t.value.stock;
  const stock = model.stock.data.value;
  const failure = model.stock.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const title = model.product.data.value?.title ?? fill(words.productNumber, { id });
  function tell(text: string) {
    setOutcome(text);
    announce(text);
  }
  return (
    <Page
      title={fill(words.detail, { title })}
      actions={
        <>
          {stock && may("catalog:read") && (
            <a class="button" href={`/catalog/${id}`}>
              {words.toProduct}
            </a>
          )}
          {stock && may("sales:read") && (
            <a class="button" href={`/purchases?product=${id}`}>
              {words.toSales}
            </a>
          )}
          <a class="button" href="/stock">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => model.load(id)} />}
      {!stock && !failure && <Skeleton rows={6} />}
      {stock && (
        <>
          <div class="stock-now">
            <p class="stock-available">
              <b>{formatCount(stock.available, words.inStock)}</b> <StockState stock={stock} />
            </p>
            {outcome && (
              <p class="outcome">
                <Badge tone="ok">{outcome}</Badge>
              </p>
            )}
          </div>
          {may("stock:write") ? (
            <div class="stock-forms">
              <MovePanel
                stock={stock}
                onMoved={(available) => {
                  tell(fill(words.moved, { n: formatNumber(available) }));
                  void model.reread(stock.productId);
                }}
                reread={() => model.reread(stock.productId)}
              />
              <ThresholdForm read={model.stock} onSaved={tell} />
            </div>
          ) : (
            stock.lowAt !== null && (
              <p class="soft">{fill(words.lowSince, { n: formatNumber(stock.lowAt) })}</p>
            )
          )}
          <Ledger list={model.ledger} />
        </>
      )}
    </Page>
  );
}
