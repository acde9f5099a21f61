import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { otlpUrl } from "../api-traces.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { useAddress, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { fill, t } from "../i18n/language.ts";
import { createTrace } from "../models/trace.ts";
import { sumUp } from "../models/trace-parts.ts";
import { Entries } from "./request-trace/Entries.tsx";
import { Facts } from "./request-trace/Facts.tsx";
import { TraceTiles } from "./request-trace/TraceTiles.tsx";
import { Where } from "./request-trace/Where.tsx";

/** One request through gateway, services, databases and queues: where its time went. */
export default function RequestTrace() {
  const requestId = (useRoute().params.requestId ?? "").toLowerCase();
  const { at } = useAddress().query;
  return <OneTrace key={`${requestId} ${at}`} requestId={requestId} at={at} />;
}

function OneTrace(props: { requestId: string; at: string | undefined }) {
  const model = useModel(() => createTrace(props));
  useEffect(() => model.follow(), []);

  const words = t.value.trace;
  const trace = model.data.value;
  const failure = model.failure.value;
  const isSearched = model.isMissing() || model.isNoId();
  return (
    <Page
      title={(trace && sumUp(trace.spans).first?.name) ?? words.title}
      actions={
        <>
          {trace && (
            <ApiDownload href={otlpUrl(props)} download={`trace-${props.requestId}.json`}>
              <span class="visually-hidden">{words.otlpHint} </span>
              <span aria-hidden="true">{words.otlp}</span>
            </ApiDownload>
          )}
          <a class="button" href="/requests">
            {words.back}
          </a>
        </>
      }
    >
      {failure && !isSearched && <FailureNotice failure={failure} retry={() => void model.retry()} />}
      {!trace && !failure && <Skeleton rows={12} />}
      {!trace && model.isNoId() && <EmptyNotice title={words.noId} help={words.noIdHelp} />}
      {!trace && model.isMissing() && (
        <EmptyNotice
          title={fill(words.missing, { id: props.requestId })}
          help={model.isSought() ? `${words.seeking} ${words.missingHelp}` : words.missingHelp}
        >
          <button type="button" class="button" onClick={() => void model.retry()}>
            {t.value.common.retry}
          </button>
        </EmptyNotice>
      )}
      {trace && (
        <>
          <TraceTiles trace={trace} />
          <Where trace={trace} />
          {model.isOpen() && <p class="soft trace-still">{words.still}</p>}
          <Entries entries={trace.entries} />
          <Facts trace={trace} />
        </>
      )}
    </Page>
  );
}
