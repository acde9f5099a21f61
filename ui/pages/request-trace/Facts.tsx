import { useEffect } from "preact/hooks";
import type { Trace } from "../../api-traces.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { useModel } from "../../components/hooks.ts";
import { formatTime, joinFacts } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { createCallerNames } from "../../models/callers.ts";
import { Caller } from "../requests/Caller.tsx";

/** When it was, who asked and from where, and its id. */
export function Facts({ trace }: { trace: Trace }) {
  const callers = useModel(createCallerNames);
  useEffect(() => callers.follow(), []);
  const words = t.value.requests;
  const { requestId, startedAt, entries } = trace;
  const { caller = null, colo = null, country = null } = entries[0] ?? {};
  return (
    <section class="trace-section" aria-labelledby="facts-title">
      <h2 id="facts-title">{t.value.trace.about}</h2>
      <dl class="facts">
        <dt>{t.value.trace.startedAt}</dt>
        <dd>{formatTime(startedAt, "exact")}</dd>
        <dt>{words.caller}</dt>
        <dd>
          <Caller caller={caller} name={callers.nameOf(caller)} />
        </dd>
        <dt>{joinFacts(words.country, words.colo)}</dt>
        <dd>{joinFacts(country, colo) || t.value.common.none}</dd>
        <dt>{words.requestId}</dt>
        <dd>
          <code>{requestId}</code> <CopyButton text={requestId} label={words.requestId} />
          <a class="same-trace" href={`/requests?requestId=${requestId}`}>
            {words.sameTrace}
          </a>
        </dd>
      </dl>
    </section>
  );
}
