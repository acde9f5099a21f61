import { useEffect } from "preact/hooks";
import { useModel } from "../../components/hooks.ts";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatNumber } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { createHoldings } from "../../models/holdings.ts";
import { createPurchaseList } from "../../models/purchases.ts";
import { may } from "../../models/session.ts";
import { PurchaseTable } from "../purchases/PurchaseTable.tsx";

const LATEST = "5";

/** What a client bought last, and what they hold. */
export function ClientSales({ clientId }: { clientId: number }) {
  const purchases = useModel(() => createPurchaseList({ pageSize: LATEST, named: false }));
  const holdings = useModel(createHoldings);
  useEffect(() => {
    void purchases.start({ clientId: String(clientId) });
    void holdings.start(clientId);
    return () => {
      purchases.stop();
      holdings.stop();
    };
  }, []);
  const words = t.value.sales;
  const latest = purchases.items.value;
  const held = holdings.items.value;
  const failure = purchases.failure.value ?? holdings.failure.value;
  return (
    <section class="client-sales" aria-labelledby="client-sales">
      <h2 id="client-sales">{words.latest}</h2>
      {failure && <FailureNotice failure={failure} />}
      {!latest && !failure && <Skeleton rows={2} />}
      {latest?.length === 0 && <p class="soft">{words.noHoldings}</p>}
      {latest && latest.length > 0 && (
        <>
          <PurchaseTable items={latest} clients={null} busy={false} />
          <p class="client-all">
            <a href={`/purchases?client=${clientId}`}>{words.allOfClient}</a>
          </p>
        </>
      )}
      {held && held.length > 0 && (
        <>
          <h2>{words.holdings}</h2>
          <p class="soft">{words.holdingsHelp}</p>
          <ul role="list" class="holdings">
            {held.map(({ productId, title, quantity }) => (
              <li key={productId}>
                {may("catalog:read") ? <a href={`/catalog/${productId}`}>{title}</a> : title}
                {quantity > 1 && <span class="soft"> × {formatNumber(quantity)}</span>}
              </li>
            ))}
          </ul>
          {(holdings.hasMore.value || holdings.pages.value > 1) && (
            <LoadMore list={holdings} shown={formatCount(held.length, words.held)} />
          )}
        </>
      )}
    </section>
  );
}
