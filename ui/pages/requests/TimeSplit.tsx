import type { LogEntry } from "../../api.ts";
import { formatDuration } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";

/** Each part without those inside it, so that the parts add up to the duration. */
export function TimeSplit({ entry: { durationMs, serviceMs, databaseMs } }: { entry: LogEntry }) {
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
