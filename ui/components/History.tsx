import { formatCount, formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import type { PagedList } from "../models/paged-list.ts";
import { LoadMore } from "./LoadMore.tsx";
import { FailureNotice, Skeleton } from "./Notice.tsx";

/** What an audit trail tells of one change. */
interface Entry {
  id: number;
  action: string;
  by: { kind: "person" | "key" | "setup"; name: string };
  createdAt: string;
}

/** Who changed something, when, and from what to what; newest first. */
export function History<E extends Entry>(props: {
  list: PagedList<never, E>;
  /** What was done, `{by}` whom. */
  actions: Record<string, string>;
  /** What it changed, a line for each value. */
  describe: (entry: E) => string[];
  /** What is to be known of all of it. */
  note?: string | false;
  class: string;
}) {
  const { list, actions, describe } = props;
  const words = t.value.history;
  const items = list.items.value;
  const failure = list.failure.value;
  return (
    <section class={props.class} aria-labelledby="history-title">
      <h2 id="history-title">{words.title}</h2>
      {props.note && <p class="soft">{props.note}</p>}
      {failure && <FailureNotice failure={failure} retry={() => void list.reread()} />}
      {!items && !failure && <Skeleton rows={2} />}
      {items?.length === 0 && <p class="soft">{words.empty}</p>}
      {items && items.length > 0 && (
        <ol role="list" class="history">
          {items.map((entry) => (
            <li key={entry.id}>
              <p>
                <b>{fill(actions[entry.action] ?? `${entry.action} {by}`, { by: nameOf(entry.by) })}</b>{" "}
                <time class="soft" dateTime={entry.createdAt}>
                  {formatTime(entry.createdAt, "dateTime")}
                </time>
              </p>
              {describe(entry).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          ))}
        </ol>
      )}
      {items && (list.hasMore.value || list.pages.value > 1) && (
        <LoadMore list={list} shown={formatCount(items.length, words.shown)} />
      )}
    </section>
  );
}

function nameOf({ kind, name }: Entry["by"]): string {
  const words = t.value.history;
  if (kind === "setup") return words.setup;
  return kind === "key" ? fill(words.key, { name }) : name;
}
