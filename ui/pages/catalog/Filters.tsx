import { useEffect } from "preact/hooks";
import { useModel } from "../../components/hooks.ts";
import { FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { fill, t } from "../../i18n/language.ts";
import { createProductFacets, decadesOf } from "../../models/product-facets.ts";
import { decadeOf, kindOf, PRODUCT_STATES, type ProductFilters } from "../../models/product-filters.ts";
import type { Change } from "./change.ts";
import { FacetGroup } from "./FacetGroup.tsx";
import { FacetValues } from "./FacetValues.tsx";
import { Group } from "./Group.tsx";
import { PriceRange, YearRange } from "./Ranges.tsx";

/** What the catalogue can be narrowed to; folded away unless `open` where there is no room beside it. */
export function Filters(props: { id: string; open: boolean; filters: ProductFilters; onChange: Change }) {
  const { id, open, filters, onChange } = props;
  const facets = useModel(createProductFacets);
  const kind = kindOf(filters);
  useEffect(() => void facets.load(kind), [kind]);
  useEffect(() => facets.stop, []);

  const words = t.value.catalog;
  const found = facets.data.value;
  const failure = facets.failure.value;
  const group = { filters, kind, onChange };
  return (
    <section id={id} class={`facets ${open ? "is-open" : ""}`} aria-label={words.filters}>
      {failure && <FailureNotice failure={failure} retry={() => void facets.load(kind)} />}
      {!found && !failure && <Skeleton rows={8} />}
      {found && (
        <>
          <FacetGroup facet="genre" values={found.genres} {...group} />
          <FacetGroup facet="artist" values={found.artists} {...group} />
          <FacetGroup facet="author" values={found.authors} {...group} />
          {kind !== "product" && (
            <Group title={words.facets.year}>
              <Decades years={found.years} {...group} />
              <YearRange {...group} />
            </Group>
          )}
        </>
      )}
      <Group title={words.facets.price}>
        <PriceRange {...group} />
      </Group>
      <Group title={words.facets.state}>
        <FacetValues
          values={PRODUCT_STATES.map((value) => ({ value, label: words.states[value], count: null }))}
          chosen={filters.state}
          onChoose={(state) => onChange({ state })}
        />
      </Group>
    </section>
  );
}

function Decades(props: {
  years: Parameters<typeof decadesOf>[0];
  filters: ProductFilters;
  onChange: Change;
}) {
  const counted = props.filters.state !== "archived";
  return (
    <FacetValues
      values={decadesOf(props.years).map(({ first, count }) => ({
        value: String(first),
        label: fill(t.value.catalog.decade, { first }),
        count: counted ? count : null,
      }))}
      chosen={decadeOf(props.filters)?.toString()}
      onChoose={(first) =>
        props.onChange({ year: undefined, yearFrom: first, yearTo: first && String(Number(first) + 9) })
      }
    />
  );
}
