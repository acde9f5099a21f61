import { useEffect } from "preact/hooks";
import type { Event } from "../../api-webhooks.ts";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { createFeed } from "../../models/feed.ts";
import { may } from "../../models/session.ts";

/** What happened lately, live; for those who may see sales. */
export function Feed() {
  return may("sales:read") ? <LiveFeed /> : null;
}

function LiveFeed() {
  const feed = useModel(createFeed);
  useEffect(() => feed.follow(), []);
  const words = t.value.feed;
  const items = feed.data.value;
  const failure = feed.failure.value;
  return (
    <section class="feed" aria-labelledby="feed-title">
      <h2 id="feed-title">{words.title}</h2>
      {failure && <FailureNotice failure={failure} retry={() => void feed.retry()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items?.length === 0 && <p class="soft">{words.empty}</p>}
      {items && items.length > 0 && (
        <ol role="list">
          {items.map((event) => (
            <li key={event.id}>
              <a href={pathOf(event)}>{describe(event, feed.titles.value)}</a>
              <time class="soft" dateTime={event.createdAt}>
                {formatTime(event.createdAt, "dayTime")}
              </time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function pathOf({ data }: Event): string {
  if ("alertId" in data) return "/alerts";
  return "productId" in data ? `/stock/${data.productId}` : `/purchases/${data.purchaseId}`;
}

function describe({ type, data }: Event, titles: ReadonlyMap<number, string>): string {
  const { sentences, product } = t.value.feed;
  if ("productId" in data) {
    const title = titles.get(data.productId) ?? fill(product, { id: data.productId });
    return fill(formatCount(data.available, sentences["stock.low"]), { title });
  }
  const sentence = sentences[type];
  if (typeof sentence !== "string") return type;
  return fill(sentence, "alertId" in data ? { name: data.name } : { id: data.purchaseId });
}
