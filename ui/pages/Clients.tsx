import { useEffect } from "preact/hooks";
import { type Client, type ClientSort, clientsCsvUrl } from "../api.ts";
import { ApiDownload } from "../components/ApiDownload.tsx";
import { Badge } from "../components/Badge.tsx";
import { type Column, DataTable, type Sort } from "../components/DataTable.tsx";
import { useAddress, useModel, useTyping } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { SearchBox } from "../components/SearchBox.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { nameOf } from "../i18n/client-name.ts";
import { formatCount, formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { asClientSort, createClientList, filtersOf, savedClient } from "../models/clients.ts";
import { may } from "../models/session.ts";

/** The grid of clients: search as you type, sort, and page on. */
export default function Clients() {
  const { query, setQuery } = useAddress();
  const search = query.search ?? "";
  const sort = asClientSort(query.sort);
  const list = useModel(createClientList);
  useEffect(() => void list.start({ search, sort }), [search, sort]);
  useEffect(() => list.stop, []);
  const [text, setText] = useTyping(search, (typed) => setQuery({ search: typed }, { replace: true }));

  const words = t.value.clients;
  const items = list.items.value;
  const failure = list.failure.value;
  const shown = items ? formatCount(items.length, words.shown) : "";
  useEffect(() => {
    if (search && items) announce(items.length > 0 ? shown : fill(words.noMatch, { search }));
  }, [items]);

  return (
    <Page
      title={words.title}
      actions={
        <>
          {may("clients:write") && (
            <>
              <a class="button button-primary" href="/clients/new">
                <Icon name="plus" />
                {words.add}
              </a>
              <a class="button" href="/clients/import">
                {t.value.clients.import}
              </a>
            </>
          )}
          <ApiDownload href={clientsCsvUrl(filtersOf({ search, sort }))} download="clients.csv">
            {words.exportCsv}
          </ApiDownload>
        </>
      }
    >
      <form class="toolbar" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchBox label={words.search} placeholder={words.search} text={text} onText={setText} />
      </form>
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={14} />}
      {items && items.length > 0 && (
        <div class={list.busy.value === "first" ? "is-busy" : ""}>
          <ClientTable
            items={items}
            sort={search ? undefined : sort}
            onSort={(chosen) => setQuery({ sort: chosen }, { replace: false })}
            busy={list.busy.value !== null}
          />
          <LoadMore list={list} shown={shown} />
        </div>
      )}
      {items?.length === 0 && !list.hasMore.value && !failure && (
        <NoClients search={search} onClear={() => setText("")} />
      )}
      {items?.length === 0 && list.hasMore.value && <LoadMore list={list} shown={shown} />}
    </Page>
  );
}

function ClientTable(props: {
  items: Client[];
  sort: ClientSort | undefined;
  onSort: (sort: ClientSort) => void;
  busy: boolean;
}) {
  const words = t.value.clients;
  const { sort } = props;
  const columns: Column<Client>[] = [
    {
      key: "name",
      title: words.name,
      sortable: true,
      cell: (client) => <a href={`/clients/${client.id}`}>{nameOf(client)}</a>,
    },
    { key: "email", title: words.email, cell: ({ email }) => email ?? <Blank /> },
    { key: "phone", title: words.phone, cell: ({ phone }) => (phone ? formatPhone(phone) : <Blank />) },
    {
      key: "document",
      title: words.document,
      cell: ({ document }) => (document ? formatDocument(document) : <Blank />),
    },
    {
      key: "status",
      title: words.status,
      cell: ({ status }) => (
        <Badge tone={status === "active" ? "ok" : "plain"}>{words.statuses[status]}</Badge>
      ),
    },
    {
      key: "createdAt",
      title: words.createdAt,
      sortable: true,
      cell: ({ createdAt }) => formatTime(createdAt, "date"),
    },
  ];
  return (
    <DataTable
      class="client-table"
      caption={words.caption}
      columns={columns}
      rows={props.items}
      rowKey={(client) => client.id}
      rowClass={(client) => (client.id === savedClient.value?.id ? "is-new" : undefined)}
      sort={sort && { key: sort.replace("-", ""), descending: sort.startsWith("-") }}
      onSort={
        sort && (({ key, descending }: Sort) => props.onSort(asClientSort(`${descending ? "-" : ""}${key}`)))
      }
      busy={props.busy}
    />
  );
}

function Blank() {
  return (
    <span class="soft" aria-hidden="true">
      –
    </span>
  );
}

function NoClients({ search, onClear }: { search: string; onClear: () => void }) {
  const words = t.value.clients;
  if (!search) return <EmptyNotice title={words.empty} help={may("clients:write") ? words.emptyHelp : ""} />;
  return (
    <EmptyNotice title={fill(words.noMatch, { search })} help={words.noMatchHelp}>
      <button type="button" class="button" onClick={onClear}>
        {words.clearSearch}
      </button>
    </EmptyNotice>
  );
}
