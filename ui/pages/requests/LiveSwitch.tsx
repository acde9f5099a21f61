import { t } from "../../i18n/language.ts";
import type { createRequestLog } from "../../models/requests.ts";

/** Whether the list refreshes itself, why not, and how to change that. */
export function LiveSwitch({ log }: { log: ReturnType<typeof createRequestLog> }) {
  const words = t.value.requests;
  const pause = log.pause.value;
  const state = { user: words.pausedByUser, scroll: words.pausedByScroll, more: words.pausedByMore };
  function resume() {
    scrollTo({ top: 0 });
    void log.resume();
  }
  return (
    <>
      <span class={`live ${pause ? "" : "is-live"}`}>{pause ? state[pause] : words.live}</span>
      <button type="button" class="button" onClick={pause ? resume : log.stopLive}>
        {pause ? words.resume : words.pause}
      </button>
    </>
  );
}
