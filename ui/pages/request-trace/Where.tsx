import { useState } from "preact/hooks";
import type { Trace } from "../../api-traces.ts";
import { Choice } from "../../components/Choice.tsx";
import { t } from "../../i18n/language.ts";
import { hasParts, sumUp, toParts } from "../../models/trace-parts.ts";
import { TimeSplit } from "../requests/TimeSplit.tsx";
import { Waterfall } from "./Waterfall.tsx";

/** The waterfall; what queues did later can be left out, so that the answer isn't a point beside it. */
export function Where({ trace }: { trace: Trace }) {
  const words = t.value.trace;
  const [range, setRange] = useState<"all" | "answer">("all");
  const { answeredMs, doneMs } = sumUp(trace.spans);
  const isLonger = doneMs > answeredMs;
  const isCut = isLonger && range === "answer";
  const parts = toParts(trace.spans).filter(({ span }) => !isCut || span.startMs < answeredMs);
  return (
    <section class="trace-section" aria-labelledby="where-title">
      <div class="section-head">
        <h2 id="where-title">{words.where}</h2>
        {isLonger && (
          <Choice
            legend={words.range}
            name="range"
            options={(["all", "answer"] as const).map((value) => ({ value, label: words.ranges[value] }))}
            value={range}
            onChoose={setRange}
          />
        )}
      </div>
      {hasParts(trace) ? (
        <Waterfall parts={parts} lengthMs={isCut ? answeredMs : doneMs} />
      ) : (
        <WithoutParts trace={trace} />
      )}
    </section>
  );
}

/** What is known all the same. */
function WithoutParts({ trace: { entries } }: { trace: Trace }) {
  const words = t.value.trace;
  const [entry] = entries;
  if (entries.every(({ service }) => service === "gateway")) return <p>{words.noneGateway}</p>;
  return (
    <>
      <h3>{words.none}</h3>
      <p class="soft trace-none">{words.noneHelp}</p>
      {entry && <TimeSplit entry={entry} />}
    </>
  );
}
