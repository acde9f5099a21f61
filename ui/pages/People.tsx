import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import type { Person } from "../api-accounts.ts";
import { Badge } from "../components/Badge.tsx";
import { type Column, DataTable } from "../components/DataTable.tsx";
import { useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { LoadMore } from "../components/LoadMore.tsx";
import { FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { formatCount, formatTime } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { createPeopleList, isMe } from "../models/people.ts";
import { NewPerson } from "./people/NewPerson.tsx";
import { PersonDetail } from "./people/PersonDetail.tsx";

/** Who may enter: all of them, one of them, or a new one. */
export default function People() {
  const { id } = useRoute().params;
  if (id === undefined) return <PeopleList />;
  return id === "new" ? <NewPerson /> : <PersonDetail key={id} id={id} />;
}

function PeopleList() {
  const list = useModel(createPeopleList);
  useEffect(() => {
    void list.start(null);
    return list.stop;
  }, []);
  const words = t.value.people;
  const items = list.items.value;
  const failure = list.failure.value;
  return (
    <Page
      title={words.title}
      actions={
        <a class="button button-primary" href="/people/new">
          <Icon name="plus" />
          {words.add}
        </a>
      }
    >
      {failure && <FailureNotice failure={failure} retry={() => void list.restart()} />}
      {!items && !failure && <Skeleton rows={4} />}
      {items && (
        <>
          <PeopleTable items={items} busy={list.busy.value !== null} />
          <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
        </>
      )}
    </Page>
  );
}

function PeopleTable({ items, busy }: { items: Person[]; busy: boolean }) {
  const words = t.value.people;
  const columns: Column<Person>[] = [
    {
      key: "name",
      title: words.name,
      cell: (person) => (
        <>
          <a href={`/people/${person.id}`}>{person.name}</a>
          {isMe(person) && <span class="soft"> {words.you}</span>}
        </>
      ),
    },
    { key: "email", title: words.email, cell: ({ email }) => email },
    { key: "role", title: words.role, cell: ({ role }) => t.value.session.roles[role] },
    { key: "state", title: words.state, cell: (person) => <PersonState person={person} /> },
    { key: "added", title: words.createdAt, cell: ({ createdAt }) => formatTime(createdAt, "date") },
  ];
  return (
    <DataTable
      class="people-table"
      caption={words.caption}
      columns={columns}
      rows={items}
      rowKey={(person) => person.id}
      busy={busy}
    />
  );
}

function PersonState({ person }: { person: Person }) {
  const words = t.value.people;
  return (
    <Badge tone={person.disabledAt ? "plain" : "ok"}>
      {person.disabledAt ? words.disabled : words.active}
    </Badge>
  );
}
