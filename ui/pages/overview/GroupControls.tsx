import type { Group, GroupBy } from "../../api.ts";
import type { Column, Sort } from "../../components/DataTable.tsx";
import { Filter } from "../../components/Field.tsx";
import { fill, t } from "../../i18n/language.ts";
import { GROUPINGS } from "../../models/narrowing.ts";

/** By what the figures are grouped, and which group comes first; the heads of the columns order them too. */
export function GroupControls(props: {
  groupBy: GroupBy;
  sort: Sort;
  columns: Column<Group>[];
  onGroupBy: (groupBy: GroupBy) => void;
  onSort: (sort: Sort) => void;
}) {
  const { groupBy, sort, columns } = props;
  const { analysis: words, common } = t.value;
  const orders: Record<string, string> = words.orders;
  const current = `${sort.descending ? "-" : ""}${sort.key}`;
  const title = columns.find(({ key }) => key === sort.key)?.title ?? "";
  const way = sort.descending ? common.descending : common.ascending;
  return (
    <div class="group-controls">
      <Filter label={words.groupBy}>
        <select
          class="control"
          value={groupBy}
          onChange={({ currentTarget: { value } }) => props.onGroupBy(value as GroupBy)}
        >
          {GROUPINGS.map((value) => (
            <option key={value} value={value}>
              {words.groupNames[value]}
            </option>
          ))}
        </select>
      </Filter>
      <Filter label={words.order}>
        <select
          class="control"
          value={current}
          onChange={({ currentTarget: { value } }) =>
            props.onSort({ key: value.replace(/^-/, ""), descending: value.startsWith("-") })
          }
        >
          {Object.entries(orders).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {!(current in orders) && <option value={current}>{fill("{title}, {way}", { title, way })}</option>}
        </select>
      </Filter>
    </div>
  );
}
