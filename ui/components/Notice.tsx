import type { ComponentChildren } from "preact";
import type { ApiError } from "../http.ts";
import { describeFailure } from "../i18n/failures.ts";
import { t } from "../i18n/language.ts";
import { may } from "../models/session.ts";
import { tracePath } from "../models/trace-path.ts";
import { CopyButton } from "./CopyButton.tsx";
import { Icon } from "./Icon.tsx";

/** Why something could not be loaded, with the request id for whoever helps, and the way to try again. */
export function FailureNotice(props: {
  failure: ApiError;
  title?: string;
  /** Where more is known than the failure's code says. */
  reason?: string;
  retry?: () => void;
}) {
  const { requestId } = props.failure;
  return (
    <div class="notice notice-error" role="alert">
      <Icon name="warning" />
      <div class="notice-text">
        <h2>{props.title ?? t.value.failure.title}</h2>
        <p>{props.reason ?? describeFailure(props.failure)}</p>
        {requestId && (
          <p class="notice-id">
            {t.value.common.requestId}: <RequestId id={requestId} /> <CopyButton text={requestId} />
          </p>
        )}
      </div>
      {props.retry && (
        <button type="button" class="button" onClick={props.retry}>
          {t.value.common.retry}
        </button>
      )}
    </div>
  );
}

/** Leads to where its time went, beside the page, where something may have been typed. */
function RequestId({ id }: { id: string }) {
  if (!may("log:read")) return <code>{id}</code>;
  return (
    <a href={tracePath(id)} target="_blank">
      <code>{id}</code>
      <span class="visually-hidden"> ({t.value.common.newTab})</span>
    </a>
  );
}

/** Nothing to show, why, and what to do about it. */
export function EmptyNotice(props: { title: string; help?: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      {props.help && <p>{props.help}</p>}
      {props.children}
    </div>
  );
}

/** Grey lines of the height of what is loading, so that nothing jumps when it comes. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{t.value.common.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="skeleton-row" />
      ))}
    </div>
  );
}
