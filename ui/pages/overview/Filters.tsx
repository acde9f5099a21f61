import type { GroupBy } from "../../api.ts";
import { useAddress, useFocus } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";
import { GROUPINGS, type Narrowing, requestsBehind } from "../../models/narrowing.ts";
import type { Period } from "../../models/periods.ts";
import { nameOfGroup } from "./group-names.ts";

/** What the figures are narrowed to, each to be removed, and the way to the requests behind them. */
export function Filters(props: { narrowing: Narrowing; period: Period; callers: CallerNames }) {
  const { narrowing, period, callers } = props;
  const { setQuery } = useAddress();
  const focus = useFocus();
  const chips = chipsOf(narrowing, callers);
  if (chips.length === 0) return null;
  const words = t.value.analysis;
  function remove(names: readonly GroupBy[]) {
    setQuery(Object.fromEntries(names.map((name) => [name, undefined])), { replace: false });
    focus(chips.length > 1 ? ".figure-filters .chip" : ".group-controls select");
  }
  return (
    <div class="figure-filters">
      <ul role="list" class="chips" aria-label={words.filters}>
        {chips.map((chip) => (
          <li key={chip.names.join()}>
            <button
              type="button"
              class="chip"
              aria-label={fill(words.removeFilter, { filter: chip.text })}
              onClick={() => remove(chip.names)}
            >
              <span>{chip.text}</span>
              <Icon name="cross" />
            </button>
          </li>
        ))}
        {chips.length > 1 && (
          <li>
            <button type="button" class="button button-small" onClick={() => remove(GROUPINGS)}>
              {t.value.requests.clearFilters}
            </button>
          </li>
        )}
      </ul>
      <a href={requestsBehind(narrowing, period)}>{words.seeRequests}</a>
    </div>
  );
}

interface Chip {
  names: GroupBy[];
  text: string;
}

/** A route stands with its method. */
function chipsOf(narrowing: Narrowing, callers: CallerNames): Chip[] {
  const { method, route } = narrowing;
  const both = route !== undefined && method !== undefined;
  return GROUPINGS.filter((name) => narrowing[name] !== undefined && !(both && name === "method")).map(
    (name) => {
      const key = name === "route" ? [method, route].filter(Boolean).join(" ") : narrowing[name]!;
      const value = name === "route" && !both ? key : nameOfGroup(name, key, callers);
      return {
        names: name === "route" ? ["route", "method"] : [name],
        text: fill(t.value.analysis.filter, { name: t.value.analysis.groupNames[name], value }),
      };
    },
  );
}
