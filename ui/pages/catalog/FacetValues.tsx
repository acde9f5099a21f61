import { formatNumber } from "../../i18n/format.ts";

/** Values to narrow a list to, one at a time; the chosen one again sets it free. */
export function FacetValues(props: {
  values: { value: string; label: string; count: number | null }[];
  chosen: string | undefined;
  onChoose: (value: string | undefined) => void;
}) {
  return (
    <ul role="list" class="facet-values">
      {props.values.map(({ value, label, count }) => {
        const pressed = value === props.chosen;
        return (
          <li key={value}>
            <button
              type="button"
              aria-pressed={pressed}
              onClick={() => props.onChoose(pressed ? undefined : value)}
            >
              <span>{label}</span>
              {count !== null && <span class="facet-count">{formatNumber(count)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
