import type { Group, GroupBy, LogStats } from "../../api.ts";
import { Choice } from "../../components/Choice.tsx";
import { type Column, DataTable } from "../../components/DataTable.tsx";
import { Spread } from "../../components/Spread.tsx";
import { useSorting } from "../../components/sorting.ts";
import { formatMs, formatNumber, formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { type CallerNames, NO_CALLER } from "../../models/callers.ts";
import { errorRate, GROUPINGS } from "../../models/overview.ts";

/** The key of what no route matched. */
const UNMATCHED = "*";

const VALUES = {
  key: (group: Group) => group.key,
  count: (group: Group) => group.count,
  errorRate,
  p50: (group: Group) => group.p50,
  p95: (group: Group) => group.p95,
  p99: (group: Group) => group.p99,
};

/** The figures by route, service, status or method: a table whose last column is the chart. */
export function Groups(props: {
  stats: LogStats;
  groupBy: GroupBy;
  callers: CallerNames;
  onGroupBy: (groupBy: GroupBy) => void;
}) {
  const words = t.value.overview;
  const { groups } = props.stats;
  const { sort, setSort, sorted } = useSorting(groups, VALUES, { key: "count", descending: true });
  const slowest = Math.max(0, ...groups.map((group) => group.p99 ?? 0));
  const percentile = (name: "p50" | "p95" | "p99"): Column<Group> => ({
    key: name,
    title: fill(words.ms, { name: words[name] }),
    sortable: true,
    numeric: true,
    cell: (group) => formatMs(group[name]),
  });
  const columns: Column<Group>[] = [
    {
      key: "key",
      title: words.groupNames[props.groupBy],
      sortable: true,
      cell: ({ key }) =>
        props.groupBy === "caller" ? <Caller caller={key} names={props.callers} /> : <GroupName name={key} />,
    },
    {
      key: "count",
      title: words.requests,
      sortable: true,
      numeric: true,
      cell: (group) => formatNumber(group.count),
    },
    {
      key: "errorRate",
      title: words.errorRate,
      sortable: true,
      numeric: true,
      cell: (group) => (
        <span class={group.errors > 0 ? "alarming" : ""}>{formatPercent(errorRate(group))}</span>
      ),
    },
    percentile("p50"),
    percentile("p95"),
    percentile("p99"),
    { key: "spread", title: words.spread, cell: (group) => <Spread {...group} max={slowest} /> },
  ];
  return (
    <section class="groups" aria-labelledby="groups-title">
      <div class="section-head">
        <h2 id="groups-title">{words.groups[props.groupBy]}</h2>
        <Choice
          legend={words.groupBy}
          name="groupBy"
          options={GROUPINGS.map((value) => ({ value, label: words.groupNames[value] }))}
          value={props.groupBy}
          onChoose={props.onGroupBy}
        />
      </div>
      <DataTable
        class="group-table"
        caption={words.groups[props.groupBy]}
        columns={columns}
        rows={sorted}
        rowKey={(group) => group.key}
        sort={sort}
        onSort={setSort}
      />
    </section>
  );
}

function GroupName({ name }: { name: string }) {
  return name === UNMATCHED ? <span class="soft">{t.value.overview.noRoute}</span> : <code>{name}</code>;
}

/** Who asked, and the way to all they asked for. */
function Caller({ caller, names }: { caller: string; names: CallerNames }) {
  const name = caller === NO_CALLER ? t.value.requests.anonymous : names.nameOf(caller);
  return <a href={`/requests?caller=${encodeURIComponent(caller)}`}>{name}</a>;
}
