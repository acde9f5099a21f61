import type { TraceSpan } from "../../api-traces.ts";
import { StatusCode } from "../../components/Badge.tsx";
import { formatCount, joinFacts } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { Part } from "../../models/trace-parts.ts";

/** What a part is and of whom, as deep as it stands in the tree; its depth is said in words too. */
export function PartName({ part: { span, level, isSilent } }: { part: Part }) {
  const words = t.value.trace;
  const { kind, status, version, region, service } = span;
  const facts = {
    request: "",
    call: joinFacts(fill(words.by, { service }), isSilent && words.silent),
    service: version ?? "",
    database: joinFacts(service, region && fill(words.region, { region })),
    queue: "",
    message: joinFacts(service, version),
  }[kind];
  return (
    <div class="trace-name" style={{ "--level": level }}>
      <span class={`swatch kind-${kind}`} />
      <div>
        <span class="trace-kind">{words.kinds[kind]}</span>{" "}
        <span class="visually-hidden">({fill(words.level, { n: level + 1 })}) </span>
        <b>{nameOf(span)}</b>
        {status !== null && (status >= 400 || kind === "request") && (
          <>
            {" "}
            <StatusCode status={status} />
          </>
        )}
        {facts && <span class="trace-facts"> {facts}</span>}
      </div>
    </div>
  );
}

/** The API's name of a part, without what its kind says. */
function nameOf({ kind, name }: TraceSpan): string {
  const [, statements] = /^batch of (\d+)$/.exec(name) ?? [];
  if (statements) return formatCount(Number(statements), t.value.trace.batch);
  return kind === "message" ? name.replace(/^QUEUE /, "") : name;
}
