import type { Alert, AlertRule } from "../../api-alerts.ts";
import { Badge } from "../../components/Badge.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Skeleton } from "../../components/Notice.tsx";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { describeTrouble, formatFigure } from "../../i18n/alert-words.ts";
import { fill, t } from "../../i18n/language.ts";
import { requestsOf } from "../../models/alerts.ts";

/** What goes wrong now, or that nothing does. */
export function Now({ alerts, rules }: { alerts: Alert[] | null; rules: AlertRule[] | null }) {
  const words = t.value.alerts;
  return (
    <section class="alert-part" aria-labelledby="now-title">
      <h2 id="now-title">{words.now}</h2>
      {alerts && alerts.length > 0 && (
        <ul role="list" class="open-alert-list">
          {alerts.map((alert) => (
            <OpenAlert key={alert.id} alert={alert} rule={rules?.find(({ id }) => id === alert.ruleId)} />
          ))}
        </ul>
      )}
      {alerts?.length === 0 && rules && <Calm watched={rules.filter(({ active }) => active).length} />}
      {(!alerts || !rules) && !alerts?.length && <Skeleton rows={2} />}
    </section>
  );
}

function OpenAlert({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const words = t.value.alerts;
  const { kind, name, since, ruleId } = alert;
  const told = { name, time: formatTime(since, "dayTime") };
  const figure = rule?.value ? formatFigure(kind, rule.value) : null;
  return (
    <li class="open-alert">
      <Icon name="warning" />
      <div>
        <h3>
          <a href={`/alerts/rules/${ruleId}`}>{name}</a>
        </h3>
        {rule?.state === "recovering" && <Badge tone="warn">{words.states.recovering}</Badge>}
        <p>
          {fill(words.since, told)} {describeTrouble(alert)} {figure && fill(words.currently, { figure })}
        </p>
      </div>
      <a class="button" href={requestsOf(alert)} aria-label={fill(words.lookOf, told)}>
        {words.look}
      </a>
    </li>
  );
}

/** Nothing is wrong, as far as somebody looks. */
function Calm({ watched }: { watched: number }) {
  const words = t.value.alerts;
  if (watched === 0) {
    return (
      <div class="calm">
        <h3>{words.unwatched}</h3>
        <p class="soft">{words.unwatchedHelp}</p>
      </div>
    );
  }
  return (
    <div class="calm is-well">
      <Icon name="check" />
      <h3>{words.calm}</h3>
      <p class="soft">{formatCount(watched, words.calmHelp)}</p>
    </div>
  );
}
