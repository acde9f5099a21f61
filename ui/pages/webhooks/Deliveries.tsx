import { useEffect, useState } from "preact/hooks";
import type { Delivery } from "../../api-webhooks.ts";
import { Badge, type Tone } from "../../components/Badge.tsx";
import { Choice } from "../../components/Choice.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { LoadMore } from "../../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatNumber, formatTime, joinFacts } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { DELIVERY_FILTERS, type DeliveryFilter, type WebhookDetailModel } from "../../models/webhook.ts";

const TONES: Record<Delivery["status"], Tone> = { waiting: "warn", delivered: "ok", dead: "error" };

/** What was sent to a webhook, live: whether it arrived, why not, and the way to send it again. */
export function Deliveries(props: { detail: WebhookDetailModel; onDone: (text: string) => void }) {
  const { detail } = props;
  const list = detail.deliveries;
  const [filter, setFilter] = useState<DeliveryFilter>("all");
  useEffect(() => detail.follow(filter), [filter]);
  const words = t.value.webhooks;
  const items = list.items.value;
  const failure = list.failure.value;
  async function sendAgain(delivery: Delivery) {
    if (await detail.sendAgain(delivery)) props.onDone(words.sentAgain);
  }
  const columns: Column<Delivery>[] = [
    {
      key: "event",
      title: words.event,
      cell: ({ type, eventId }) =>
        joinFacts(type ? words.type[type] : "–", eventId !== null && `evt_${eventId}`),
    },
    { key: "time", title: words.time, cell: ({ createdAt }) => formatTime(createdAt, "dateTime") },
    {
      key: "state",
      title: words.state,
      cell: ({ status }) => <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>,
    },
    {
      key: "attempts",
      title: words.attempts,
      numeric: true,
      cell: ({ attempts }) => formatNumber(attempts),
    },
    { key: "result", title: words.result, cell: (delivery) => <Result delivery={delivery} /> },
    {
      key: "action",
      title: words.sendAgain,
      cell: (delivery) => (
        <button
          type="button"
          class="button button-small"
          aria-disabled={detail.direct.saving.value}
          onClick={() => void sendAgain(delivery)}
        >
          {words.sendAgain}
          <span class="visually-hidden"> {delivery.id}</span>
        </button>
      ),
    },
  ];
  return (
    <section class="deliveries" aria-labelledby="deliveries-title">
      <div class="section-head">
        <h2 id="deliveries-title">{words.deliveries}</h2>
        <Choice
          legend={words.filter}
          name="deliveries"
          options={DELIVERY_FILTERS.map((value) => ({ value, label: words.filters[value] }))}
          value={filter}
          onChoose={setFilter}
        />
      </div>
      {failure && <FailureNotice failure={failure} retry={() => void list.reread()} />}
      {!items && !failure && <Skeleton rows={3} />}
      {items?.length === 0 && <p class="soft">{words.noDeliveries}</p>}
      {items && items.length > 0 && (
        <>
          <DataTable
            class="delivery-table"
            caption={words.deliveries}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            busy={list.busy.value !== null}
          />
          <LoadMore list={list} shown={formatCount(items.length, words.deliveriesShown)} />
        </>
      )}
    </section>
  );
}

/** How the last attempt went, and when the next one is. */
function Result({ delivery }: { delivery: Delivery }) {
  const { lastError, lastStatus, lastAnswer, lastDurationMs, nextAttemptAt, attempts } = delivery;
  const words = t.value.webhooks;
  if (attempts === 0) return <>–</>;
  const told = fill(lastError ? words.errors[lastError] : words.answered, { status: lastStatus ?? "–" });
  const took = lastDurationMs !== null && fill(words.tookMs, { ms: formatNumber(lastDurationMs) });
  const next = nextAttemptAt && fill(words.next, { time: formatTime(nextAttemptAt, "timeSeconds") });
  return (
    <>
      {joinFacts(took ? `${told} ${took}` : told, next)}
      {lastError && lastAnswer && <code class="delivery-answer">{lastAnswer}</code>}
    </>
  );
}
