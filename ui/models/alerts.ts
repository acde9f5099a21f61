import { type Alert, listAlerts } from "../api-alerts.ts";
import { createPagedList } from "./paged-list.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";

const PAGE_SIZE = "25";
/** As many as there may be rules. */
const MOST_OPEN = "50";
/** The log is looked at each minute. */
export const EVERY_MS = 30_000;

/** What goes on now, newest first. */
export function createOpenAlerts() {
  const { load, stop, ...read } = createResource(
    async (_: void, signal) => (await listAlerts({ open: "true", limit: MOST_OPEN }, signal)).items,
  );
  return {
    ...read,
    load,
    /** Reads now, and again and again. Answers how to stop. */
    follow(): () => void {
      void load();
      const end = poll(() => load(), EVERY_MS);
      return () => {
        end();
        stop();
      };
    },
  };
}

/** What fired, newest first: of all rules, or of one. */
export function createAlertHistory(ruleId?: string) {
  const list = createPagedList<null, Alert>((_, cursor, signal) =>
    listAlerts({ ...(ruleId && { ruleId }), limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
  return {
    ...list,
    /** Reads it, and again and again while no more pages are open. Answers how to stop. */
    follow(): () => void {
      void list.start(null);
      const end = poll(list.refresh, EVERY_MS, () => list.pages.value <= 1);
      return () => {
        end();
        list.stop();
      };
    },
  };
}

export type AlertHistory = ReturnType<typeof createAlertHistory>;

/** Where the requests are that an alert is about: from the first window that was bad, until it was over. */
export function requestsOf(alert: Alert): string {
  const { since, windowMinutes, resolvedAt, service, route, method, caller, kind, threshold } = alert;
  const filters = {
    period: "custom",
    from: toLocalMinute(Date.parse(since) - windowMinutes * 60_000),
    to: resolvedAt && toLocalMinute(Date.parse(resolvedAt)),
    service,
    route,
    method,
    caller,
    status: kind === "error-rate" ? "5xx" : null,
    minDurationMs: kind === "p95" && threshold !== null ? String(Math.ceil(threshold)) : null,
  };
  const given = Object.entries(filters).filter((filter): filter is [string, string] => Boolean(filter[1]));
  return `/requests?${new URLSearchParams(given).toString()}`;
}

/** As `<input type=datetime-local>` has it. */
function toLocalMinute(time: number): string {
  const offsetMs = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offsetMs).toISOString().slice(0, 16);
}
