import type { Alert } from "../../api-alerts.ts";
import { Icon } from "../../components/Icon.tsx";
import { describeTrouble } from "../../i18n/alert-words.ts";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

const MOST_SHOWN = 3;

/** What goes wrong now, and the way to it. */
export function OpenAlertNotice({ alerts }: { alerts: Alert[] }) {
  const words = t.value.alerts;
  return (
    <section class="notice open-alerts" aria-labelledby="open-alerts-title">
      <Icon name="warning" />
      <div class="notice-text">
        <h2 id="open-alerts-title">{formatCount(alerts.length, words.open)}</h2>
        <ul role="list">
          {alerts.slice(0, MOST_SHOWN).map((alert) => (
            <li key={alert.id}>
              <b>{alert.name}</b> {fill(words.since, { time: formatTime(alert.since, "dayTime") })}{" "}
              {describeTrouble(alert)}
            </li>
          ))}
        </ul>
      </div>
      <a class="button" href="/alerts">
        {words.all}
      </a>
    </section>
  );
}
