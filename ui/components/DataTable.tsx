import type { ComponentChildren } from "preact";
import { fill, t } from "../i18n/language.ts";
import { Icon } from "./Icon.tsx";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers stand at the end. */
  numeric?: boolean;
  sortable?: boolean;
}

export interface Sort {
  key: string;
  descending: boolean;
}

interface Props<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  rowClass?: (row: Row) => string | undefined;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** On phones each row becomes an entry of a list, laid out by this class. */
  class: string;
  busy?: boolean;
}

/**
 * A table. Its roles are spelled out, because on phones its rows are laid out as a grid, which would otherwise
 * take the table away from screen readers.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, sort, onSort } = props;
  return (
    <>
      {onSort && sort && <SortPicker columns={columns} sort={sort} onSort={onSort} />}
      <table role="table" class={`table ${props.class}`} aria-busy={props.busy}>
        <caption class="visually-hidden">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={props.rowKey(row)} class={props.rowClass?.(row)}>
              {columns.map((column) => (
                <td
                  role="cell"
                  key={column.key}
                  class={`cell-${column.key}${column.numeric ? " numeric" : ""}`}
                  data-label={column.title}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function HeadCell<Row>(props: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const { column, sort, onSort } = props;
  const sorted = sort?.key === column.key ? (sort.descending ? "descending" : "ascending") : undefined;
  const className = `cell-${column.key}${column.numeric ? " numeric" : ""}`;
  if (!column.sortable || !onSort) {
    return (
      <th role="columnheader" scope="col" class={className}>
        {column.title}
      </th>
    );
  }
  const descending = sorted ? sorted === "ascending" : (column.numeric ?? false);
  return (
    <th role="columnheader" scope="col" class={className} aria-sort={sorted ?? "none"}>
      <button type="button" class="sort" onClick={() => onSort({ key: column.key, descending })}>
        {column.title}
        <span class="sort-sign">{sorted && <Icon name={sorted === "descending" ? "down" : "up"} />}</span>
      </button>
    </th>
  );
}

/** Phones have no column heads to press. */
function SortPicker<Row>(props: { columns: Column<Row>[]; sort: Sort; onSort: (sort: Sort) => void }) {
  const { common } = t.value;
  const toValue = ({ key, descending }: Sort) => `${descending ? "-" : ""}${key}`;
  return (
    <label class="sort-picker">
      <span>{common.sortBy}</span>
      <select
        class="control"
        value={toValue(props.sort)}
        onChange={({ currentTarget: { value } }) =>
          props.onSort({ key: value.replace(/^-/, ""), descending: value.startsWith("-") })
        }
      >
        {props.columns
          .filter((column) => column.sortable)
          .flatMap(({ key, title }) => [
            <option key={`-${key}`} value={`-${key}`}>
              {fill("{title}, {way}", { title, way: common.descending })}
            </option>,
            <option key={key} value={key}>
              {fill("{title}, {way}", { title, way: common.ascending })}
            </option>,
          ])}
      </select>
    </label>
  );
}
