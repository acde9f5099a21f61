import type { Purchase } from "../../api-sales.ts";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { may } from "../../models/session.ts";
import { PurchaseState } from "../purchases/PurchaseState.tsx";

/** Who bought, from whom, when, and what became of it. */
export function Facts({ purchase, buyer }: { purchase: Purchase; buyer: string }) {
  const words = t.value.sales;
  const { clientId, channel, by, createdAt, fulfilledAt, cancelledAt, cancelReason } = purchase;
  const seller = by.kind === "key" ? fill(t.value.history.key, { name: by.name }) : by.name;
  return (
    <section class="purchase-facts" aria-label={words.facts}>
      <dl class="facts">
        <dt>{words.state}</dt>
        <dd>
          <PurchaseState purchase={purchase} />
        </dd>
        <dt>{words.client}</dt>
        <dd>{may("clients:read") ? <a href={`/clients/${clientId}`}>{buyer}</a> : buyer}</dd>
        <dt>{words.soldAt}</dt>
        <dd>{formatTime(createdAt, "dateTime")}</dd>
        {fulfilledAt && fulfilledAt !== createdAt && (
          <>
            <dt>{words.fulfilledAt}</dt>
            <dd>{formatTime(fulfilledAt, "dateTime")}</dd>
          </>
        )}
        {cancelledAt && (
          <>
            <dt>{words.cancelledAt}</dt>
            <dd>{formatTime(cancelledAt, "dateTime")}</dd>
            <dt>{words.reason}</dt>
            <dd>{cancelReason}</dd>
          </>
        )}
        <dt>{words.by}</dt>
        <dd>{by.kind === "setup" ? t.value.history.setup : seller}</dd>
        <dt>{words.channel}</dt>
        <dd>{words.channels[channel] ?? channel}</dd>
      </dl>
    </section>
  );
}
