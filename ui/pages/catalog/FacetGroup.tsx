import { useEffect } from "preact/hooks";
import type { FacetValue, Kind } from "../../api-catalog.ts";
import { useModel, useTyping } from "../../components/hooks.ts";
import { describeFailure } from "../../i18n/failures.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { createFacetSearch, FACET_ROWS } from "../../models/product-facets.ts";
import type { ProductFilters } from "../../models/product-filters.ts";
import type { Change } from "./change.ts";
import { FacetValues } from "./FacetValues.tsx";
import { Group } from "./Group.tsx";

/** The values of a facet: the most frequent ones, or those that start as typed. */
export function FacetGroup(props: {
  facet: "genre" | "artist" | "author";
  values: FacetValue[];
  kind: Kind | undefined;
  filters: ProductFilters;
  onChange: Change;
}) {
  const { facet, values, kind, filters, onChange } = props;
  const search = useModel(() => createFacetSearch(facet));
  const [text, setText] = useTyping("", (prefix) => void search.load({ prefix, kind }));
  const found = search.data.value;
  useEffect(() => {
    if (text) void search.load({ prefix: text.trim(), kind });
  }, [kind]);
  useEffect(() => search.stop, []);

  const words = t.value.catalog;
  useEffect(() => {
    if (found)
      announce(found.items.length > 0 ? formatCount(found.items.length, words.values) : words.noneFound);
  }, [found]);
  const chosen = filters[facet];
  if (values.length === 0 && !chosen) return null;
  const frequent = found?.items ?? values.slice(0, FACET_ROWS);
  // The chosen one stays in sight, however rare it is.
  const isShown = !chosen || frequent.some(({ value }) => value === chosen);
  const known = values.find(({ value }) => value === chosen);
  const shown = isShown ? frequent : [known ?? { value: chosen, count: null }, ...frequent];
  const counted = filters.state !== "archived";
  const failure = search.failure.value;
  return (
    <Group title={words.facets[facet]}>
      {values.length > FACET_ROWS && (
        <input
          type="search"
          class="control facet-find"
          aria-label={words.find[facet]}
          placeholder={words.find[facet]}
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      {failure && <p class="field-error">{describeFailure(failure)}</p>}
      <FacetValues
        values={shown.map(({ value, count }) => ({ value, label: value, count: counted ? count : null }))}
        chosen={chosen}
        onChoose={(value) => onChange({ [facet]: value })}
      />
      {found?.items.length === 0 && <p class="soft">{words.noneFound}</p>}
      {found?.nextCursor && <p class="soft">{words.moreFound}</p>}
    </Group>
  );
}
