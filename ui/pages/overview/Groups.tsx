import type { Group, GroupBy } from "../../api.ts";
import { type Column, DataTable, type Sort } from "../../components/DataTable.tsx";
import { useAddress } from "../../components/hooks.ts";
import { Spread } from "../../components/Spread.tsx";
import { sortRows } from "../../components/sorting.ts";
import { formatMs, formatNumber, formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { CallerNames } from "../../models/callers.ts";
import { differenceOf, MEASURES, type Measure } from "../../models/figures.ts";
import { grouped, type Narrowing } from "../../models/narrowing.ts";
import { errorRate, type OverviewFigures } from "../../models/overview.ts";
import { Change } from "./Change.tsx";
import { GroupControls } from "./GroupControls.tsx";
import { GroupName } from "./GroupName.tsx";

const VALUES = { key: ({ key }: Group) => key, ...MEASURES };

/** The figures by route, service, country and so on: a table whose last column is the chart. */
export function Groups(props: {
  figures: OverviewFigures;
  groupBy: GroupBy;
  narrowing: Narrowing;
  callers: CallerNames;
}) {
  const { figures, narrowing, callers } = props;
  const { query, setQuery } = useAddress();
  const words = t.value.analysis;
  const { groups, previous } = figures;
  const shown = figures.query.groupBy;
  const sort = toSort(query.sort);
  const setSort = ({ key, descending }: Sort) =>
    setQuery({ sort: `${descending ? "-" : ""}${key}` }, { replace: false });
  const measure: Measure = sort.key === "key" ? "count" : (sort.key as Measure);
  const before = new Map(previous?.groups.map((group) => [group.key, group]));
  const slowest = Math.max(0, ...groups.map((group) => group.p99 ?? 0));
  const figure = (key: Measure, title: string, format: (group: Group) => string): Column<Group> => ({
    key,
    title,
    sortable: true,
    numeric: true,
    cell: format,
  });
  const percentile = (name: "p50" | "p95" | "p99") =>
    figure(name, fill(words.ms, { name: words[name] }), (group) => formatMs(group[name]));
  const columns: Column<Group>[] = [
    {
      key: "key",
      title: words.groupNames[shown],
      sortable: true,
      cell: ({ key }) => <GroupName groupBy={shown} name={key} narrowing={narrowing} callers={callers} />,
    },
    figure("count", words.requests, (group) => formatNumber(group.count)),
    figure("errors", words.errors, (group) => formatNumber(group.errors)),
    {
      ...figure("errorRate", words.errorRate, () => ""),
      cell: (group) => (
        <span class={group.errors > 0 ? "alarming" : ""}>{formatPercent(errorRate(group))}</span>
      ),
    },
    percentile("p50"),
    percentile("p95"),
    percentile("p99"),
    {
      key: "change",
      title: words.change,
      numeric: true,
      cell: (group) => {
        const difference = differenceOf(measure, group, before.get(group.key) ?? null);
        return difference ? (
          <Change measure={measure} difference={difference} period={figures.query.period} />
        ) : (
          "–"
        );
      },
    },
    { key: "spread", title: words.spread, cell: (group) => <Spread {...group} max={slowest} /> },
  ];
  const isOfPlaces = shown === "country" || shown === "colo";
  return (
    <section class="groups" aria-labelledby="groups-title">
      <div class="section-head">
        <h2 id="groups-title">{words.groups[shown]}</h2>
        <GroupControls
          groupBy={props.groupBy}
          sort={sort}
          columns={columns}
          onGroupBy={(by) => setQuery(grouped(by), { replace: false })}
          onSort={setSort}
        />
      </div>
      <DataTable
        class="group-table"
        caption={words.groups[shown]}
        columns={columns}
        rows={sortRows(groups, VALUES, sort)}
        rowKey={(group) => group.key}
        sort={sort}
        onSort={setSort}
      />
      {isOfPlaces && <p class="soft groups-note">{words.placesNote}</p>}
    </section>
  );
}

/** `-p95` is the slowest first, as the API has it. */
function toSort(text = "-count"): Sort {
  const key = text.replace(/^-/, "");
  return key in VALUES ? { key, descending: text.startsWith("-") } : { key: "count", descending: true };
}
