import type { ReadonlySignal } from "@preact/signals";
import { t } from "../i18n/language.ts";
import type { Pause } from "../models/requests.ts";

/** Whether a list refreshes itself, why not, and how to change that. */
export function LiveSwitch({
  live,
}: {
  live: { pause: ReadonlySignal<Pause>; stopLive: () => void; resume: () => Promise<void> };
}) {
  const words = t.value.requests;
  const pause = live.pause.value;
  const state = { user: words.pausedByUser, scroll: words.pausedByScroll, more: words.pausedByMore };
  return (
    <>
      <span class={`live ${pause ? "" : "is-live"}`}>{pause ? state[pause] : words.live}</span>
      <button type="button" class="button" onClick={pause ? () => void live.resume() : live.stopLive}>
        {pause ? words.resume : words.pause}
      </button>
    </>
  );
}
