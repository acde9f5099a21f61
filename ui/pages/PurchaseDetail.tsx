import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { Badge } from "../components/Badge.tsx";
import { useFocus, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { Receipt } from "../components/Receipt.tsx";
import { buyerOf } from "../i18n/purchase-words.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createClientNames } from "../models/client-names.ts";
import { createPurchaseActions, createPurchaseDetail } from "../models/purchase.ts";
import { stateOf } from "../models/purchase-filters.ts";
import { Facts } from "./purchase/Facts.tsx";
import { Items } from "./purchase/Items.tsx";
import { PurchaseButtons } from "./purchase/PurchaseButtons.tsx";
import { PurchaseHistory } from "./purchase/PurchaseHistory.tsx";
import { Refusal } from "./purchase/Refusal.tsx";

/** One purchase: what was bought, what became of it, and what can be done with it. */
export default function PurchaseDetail() {
  const { id = "" } = useRoute().params;
  return <OnePurchase key={id} id={id} />;
}

function OnePurchase({ id }: { id: string }) {
  const detail = useModel(createPurchaseDetail);
  const actions = useModel(() => createPurchaseActions(detail));
  const names = useModel(createClientNames);
  const [outcome, setOutcome] = useState("");
  const focus = useFocus();
  useEffect(() => {
    void detail.load(id);
    return detail.stop;
  }, []);
  const purchase = detail.data.value;
  useEffect(() => {
    const running = new AbortController();
    if (purchase) void names.load([purchase.clientId], running.signal);
    return () => running.abort();
  }, [purchase?.clientId]);

  const words = t.value.sales;
  const failure = detail.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const refused = actions.failure.value;
  const buyer = purchase ? buyerOf(purchase, names.clients.value) : "";
  function tell(text: string) {
    setOutcome(text);
    announce(text);
    // The button that was pressed may be gone.
    focus("h1");
  }
  return (
    <Page
      title={fill(words.detail, { id })}
      actions={
        <>
          {purchase && <PurchaseButtons purchase={purchase} actions={actions} onDone={tell} />}
          <a class="button" href="/purchases">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load(id)} />}
      {refused && <Refusal failure={refused} short={actions.short.value} />}
      {!purchase && !failure && <Skeleton rows={6} />}
      {outcome && !refused && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {purchase && (
        <>
          {stateOf(purchase) === "waiting" && <p class="archived">{words.waitsNotice}</p>}
          <div class="purchase">
            <Items purchase={purchase} />
            <Facts purchase={purchase} buyer={buyer} />
          </div>
          <PurchaseHistory purchase={purchase} />
          <Receipt purchase={purchase} client={buyer} />
        </>
      )}
    </Page>
  );
}
