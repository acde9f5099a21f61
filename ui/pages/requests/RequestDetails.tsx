import type { LogEntry } from "../../api.ts";
import { StatusCode } from "../../components/Badge.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { formatDuration, formatNumber, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";

/** Everything the log knows of one request. */
export function RequestDetails(props: { entry: LogEntry; callers: CallerNames; onClose: () => void }) {
  const { entry, callers, onClose } = props;
  const words = t.value.requests;
  const { none } = t.value.common;
  return (
    <Dialog title={words.details} onClose={onClose}>
      <p class="request-line">
        <code>
          {entry.method} {entry.path}
        </code>
      </p>
      <TimeSplit entry={entry} />
      <dl class="facts">
        <dt>{words.status}</dt>
        <dd>
          <StatusCode status={entry.status} />
        </dd>
        <dt>{words.time}</dt>
        <dd>{formatTime(entry.time, "exact")}</dd>
        <dt>{words.service}</dt>
        <dd>{entry.service}</dd>
        <dt>{words.route}</dt>
        <dd>{entry.route ? <code>{entry.route}</code> : none}</dd>
        <dt>{words.rowsRead}</dt>
        <dd>{entry.rowsRead === null ? none : formatNumber(entry.rowsRead)}</dd>
        <dt>{words.caller}</dt>
        <dd>
          <Caller caller={entry.caller} name={callers.nameOf(entry.caller)} />
        </dd>
        <dt>{words.colo}</dt>
        <dd>{entry.colo ?? none}</dd>
        <dt>{words.country}</dt>
        <dd>{entry.country ?? none}</dd>
        <dt>{words.requestId}</dt>
        <dd>
          <code>{entry.requestId}</code> <CopyButton text={entry.requestId} label={words.requestId} />
          <a
            class="same-trace"
            href={`/requests?requestId=${encodeURIComponent(entry.requestId)}`}
            onClick={onClose}
          >
            {words.sameTrace}
          </a>
        </dd>
        <dt>{words.entryId}</dt>
        <dd>
          <code>{entry.id}</code>
        </dd>
      </dl>
    </Dialog>
  );
}

function Caller({ caller, name }: { caller: string | null; name: string | null }) {
  if (!caller) return <>{t.value.requests.anonymous}</>;
  if (name === caller) return <code>{caller}</code>;
  return (
    <>
      {name} <code class="soft">{caller}</code>
    </>
  );
}

/** Each part without those inside it, so that the parts add up to the duration. */
function TimeSplit({ entry: { durationMs, serviceMs, databaseMs } }: { entry: LogEntry }) {
  const words = t.value.requests;
  const service = Math.min(serviceMs ?? 0, durationMs);
  const database = Math.min(databaseMs ?? 0, service);
  const parts = [
    { key: "gateway", name: words.gatewayPart, ms: durationMs - service },
    { key: "service", name: words.servicePart, ms: serviceMs === null ? null : service - database },
    { key: "database", name: words.databasePart, ms: databaseMs === null ? null : database },
  ];
  let x = 0;
  return (
    <section class="time-split" aria-labelledby="time-split-title">
      <h3 id="time-split-title">
        {words.where}: {formatDuration(durationMs)}
      </h3>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ key, ms }) => {
          const width = durationMs > 0 ? ((ms ?? 0) / durationMs) * 100 : 0;
          x += width;
          return <rect key={key} class={`part-${key}`} x={x - width} y={0} width={width} height={8} />;
        })}
      </svg>
      <dl>
        {parts.map(({ key, name, ms }) => (
          <div key={key}>
            <dt>
              <span class={`swatch part-${key}`} />
              {name}
            </dt>
            <dd>{formatDuration(ms)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
