import { FailureNotice } from "../../components/Notice.tsx";
import { formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { ApiError } from "../../http.ts";
import type { Short } from "../../models/purchase.ts";

/** Why a purchase wasn't changed: somebody else was first, or there is too little of what is named. */
export function Refusal({ failure, short }: { failure: ApiError; short: Short[] }) {
  const words = t.value.sales;
  const code = failure.errors[0]?.code ?? "";
  if (failure.code === "conflict" && code === "too_few") {
    return (
      <div class="refusal" role="alert">
        <b>{words.tooFew}</b>
        {short.map(({ title, available, wanted }) => (
          <p key={title}>
            {title}:{" "}
            {fill(words.itemShortNow, { available: formatNumber(available), wanted: formatNumber(wanted) })}
          </p>
        ))}
      </div>
    );
  }
  const reason = words.refusals[code];
  if (failure.code !== "conflict" || !reason)
    return <FailureNotice failure={failure} title={words.notChanged} />;
  return (
    <p class="refusal" role="alert">
      {reason}
    </p>
  );
}
