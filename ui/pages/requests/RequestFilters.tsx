import type { TargetedEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Filter } from "../../components/Field.tsx";
import { useModel, useTyping } from "../../components/hooks.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { type CallerNames, NO_CALLER } from "../../models/callers.ts";
import { createSeenCallers, createServiceNames, type Filters } from "../../models/requests.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];
const CLASSES = ["2xx", "3xx", "4xx", "5xx"] as const;
const CODES = ["200", "201", "304", "400", "404", "405", "409", "413", "415", "422", "500", "502", "504"];
const PERIODS = ["", "15m", "1h", "6h", "24h", "7d", "30d", "custom"] as const;

type Change = (changes: Filters, how: { replace: boolean }) => void;

/** The filters of the request log. On phones they fold away behind a button. */
export function RequestFilters(props: {
  filters: Filters;
  callers: CallerNames;
  active: number;
  onChange: Change;
}) {
  const { filters, callers, active, onChange } = props;
  const words = t.value.requests;
  const [open, setOpen] = useState(active > 0);
  const services = useModel(createServiceNames);
  const seen = useModel(createSeenCallers);
  useEffect(() => {
    void services.load();
    void seen.load();
  }, []);
  const choose = (name: keyof Filters) => ({
    value: filters[name] ?? "",
    onChange: (event: TargetedEvent<HTMLSelectElement>) =>
      onChange({ [name]: event.currentTarget.value }, { replace: false }),
  });
  return (
    <section aria-label={words.filters}>
      <button type="button" class="button filters-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.filters}
        {active > 0 && ` · ${formatCount(active, words.activeFilters)}`}
      </button>
      <form class={`filters ${open ? "is-open" : ""}`} onSubmit={(event) => event.preventDefault()}>
        <Filter label={words.service}>
          <Options {...choose("service")} options={services.data.value ?? []} />
        </Filter>
        <Filter label={words.method}>
          <Options {...choose("method")} options={METHODS} />
        </Filter>
        <Filter label={words.status}>
          <select class="control" {...choose("status")}>
            <option value="">{words.any}</option>
            <optgroup label={words.classes}>
              {CLASSES.map((value) => (
                <option key={value} value={value}>
                  {words.classNames[value]}
                </option>
              ))}
            </optgroup>
            <optgroup label={words.codes}>
              {withCurrent(
                CODES,
                CLASSES.some((known) => known === filters.status) ? "" : filters.status,
              ).map((value) => (
                <option key={value}>{value}</option>
              ))}
            </optgroup>
          </select>
        </Filter>
        <Filter label={words.caller}>
          <select class="control" {...choose("caller")}>
            <option value="">{words.any}</option>
            {withCurrent(seen.data.value ?? [], filters.caller).map((caller) => (
              <option key={caller} value={caller}>
                {caller === NO_CALLER ? words.anonymous : callers.nameOf(caller)}
              </option>
            ))}
          </select>
        </Filter>
        <TypedFilter name="path" {...props} />
        <TypedFilter name="minDurationMs" {...props} />
        <TypedFilter name="requestId" {...props} />
        <TypedFilter name="route" {...props} />
        <TypedFilter name="country" {...props} />
        <TypedFilter name="colo" {...props} />
        <Filter label={words.period}>
          <select class="control" {...choose("period")}>
            {PERIODS.map((value) => (
              <option key={value} value={value}>
                {words.periods[value]}
              </option>
            ))}
          </select>
        </Filter>
        {filters.period === "custom" &&
          (["from", "to"] as const).map((name) => (
            <Filter key={name} label={words[name]}>
              <input
                type="datetime-local"
                class="control"
                value={filters[name] ?? ""}
                onChange={(event) => onChange({ [name]: event.currentTarget.value }, { replace: true })}
              />
            </Filter>
          ))}
      </form>
    </section>
  );
}

function Options(props: {
  value: string;
  options: readonly string[];
  onChange: (event: TargetedEvent<HTMLSelectElement>) => void;
}) {
  return (
    <select class="control" value={props.value} onChange={props.onChange}>
      <option value="">{t.value.requests.any}</option>
      {withCurrent(props.options, props.value).map((value) => (
        <option key={value}>{value}</option>
      ))}
    </select>
  );
}

function TypedFilter(props: { name: keyof ReturnType<typeof labels>; filters: Filters; onChange: Change }) {
  const isNumber = props.name === "minDurationMs";
  const [text, setText] = useTyping(props.filters[props.name] ?? "", (typed) => {
    if (isWhole(props.name, typed)) props.onChange({ [props.name]: typed }, { replace: true });
  });
  return (
    <Filter label={labels()[props.name]}>
      <input
        class="control"
        type="search"
        inputMode={isNumber ? "numeric" : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget: { value } }) => setText(isNumber ? value.replace(/\D/g, "") : value)}
      />
    </Filter>
  );
}

/** The filters that are typed, and what they are called. */
function labels() {
  const { path, minDuration, requestId, route, country, colo } = t.value.requests;
  return { path, minDurationMs: minDuration, requestId, route, country, colo };
}

/** Whether a code is there to its last letter, or not at all: before that there is nothing to look for. */
function isWhole(name: keyof ReturnType<typeof labels>, typed: string): boolean {
  const length = { country: 2, colo: 3 }[name as string];
  return length === undefined || typed === "" || typed === "none" || typed.length === length;
}

/** What stands in the address can be chosen, whatever it is. */
function withCurrent(options: readonly string[], current: string | undefined): readonly string[] {
  return !current || options.includes(current) ? options : [...options, current];
}
