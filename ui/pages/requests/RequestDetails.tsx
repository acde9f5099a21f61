import type { LogEntry } from "../../api.ts";
import { StatusCode } from "../../components/Badge.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { formatNumber, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";
import { tracePath } from "../../models/trace-path.ts";
import { Caller } from "./Caller.tsx";
import { TimeSplit } from "./TimeSplit.tsx";

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
      <a class="button to-trace" href={tracePath(entry.requestId, entry.time)}>
        {words.trace}
      </a>
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
