import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";

/** Of when the figures are. */
export function UpdatedAt({ readAt, failed }: { readAt: Date | null; failed: boolean }) {
  const words = t.value.common;
  return (
    <p class="soft updated">
      {fill(failed ? words.stale : words.updatedAt, {
        time: formatTime(readAt ?? new Date(), "timeSeconds"),
      })}
    </p>
  );
}
