import { and, inArray, ne, sql } from "drizzle-orm";
import { clients, clientWords } from "../../schema/clients/tables.ts";
import type { Actor } from "../shared/audit.ts";
import type { Database } from "../shared/database.ts";
import { tellImport } from "./import-audit.ts";
import type { ClientValues } from "./import-known.ts";
import type { CreateStep, UpdateStep, WriteStep } from "./import-plan.ts";
import { rowOf } from "./import-rows.ts";
import { foldName } from "../shared/words.ts";

/**
 * Does some steps of a plan in one transaction of five statements, each with its rows as one parameter. Answers the ids
 * of the clients that were created and updated. The other steps took no effect, because somebody else came first: made
 * such a client, changed the one to be updated, or gave its document to another one.
 */
export async function applySteps(
  db: Database,
  steps: WriteStep[],
  by: Actor,
): Promise<Map<WriteStep, number>> {
  const creates = steps.filter((step) => step.action === "create");
  const updates = steps.filter((step) => step.action === "update");
  const changed = changesOf(updates);
  const [created, , updated] = await db.batch([
    // First, because a plan lets a new client come before an update gives its e-mail to another one.
    insertClients(db, creates),
    tellImport(db, by, changed),
    updateClients(db, changed),
    ...replaceWords(db, creates, updates),
  ]);
  const createdIds = new Map(created.map((client) => [keyOf(client), client.id]));
  const updatedIds = new Set(updated.map(({ id }) => id));
  const done = new Map<WriteStep, number>();
  for (const step of creates) {
    const id = createdIds.get(keyOf(step.client));
    if (id !== undefined) done.set(step, id);
  }
  for (const step of updates) {
    if (updatedIds.has(step.stored.id)) done.set(step, step.stored.id);
  }
  return done;
}

function insertClients(db: Database, creates: CreateStep[]) {
  const rows = JSON.stringify(creates.map(rowOf));
  const now = sql`cast(round(unixepoch('subsec') * 1000) as integer)`;
  // Two conditions, so that the first finds its rows by index, however many clients share an e-mail.
  const sameEmail = sql`select 1 from clients c where c.email = r.value ->> 'email'
    and c.id not in (select value from json_each(r.value -> 'notThese'))`;
  const select = sql`select null, r.value ->> 'name', r.value ->> 'nameKey', r.value ->> 'email', r.value ->> 'phone',
      r.value ->> 'document', r.value ->> 'status', 1, ${now}, ${now}, null
    from json_each(${rows}) r
    where not exists (select 1 from clients c where c.document = r.value ->> 'document')
      and not exists (${sameEmail} and c.document is null)
      and (r.value ->> 'document' is not null or not exists (${sameEmail}))
    order by r.key`;
  const { id, document, email } = clients;
  return db.insert(clients).select(select).returning({ id, document, email });
}

/** What updates do to which clients: a field that isn't given stays as it is. */
function changesOf(updates: UpdateStep[]) {
  const given = (field: string) => sql`r.value ->> ${sql.raw(`'${field}'`)}`;
  return {
    from: sql`json_each(${JSON.stringify(updates.map(rowOf))}) r`,
    where: sql`${clients.id} = ${given("id")} and ${clients.version} = ${given("version")} and not exists
      (select 1 from clients c where c.document = ${given("document")} and c.id <> ${clients.id})`,
    valueOf: (field: keyof ClientValues | "nameKey") => sql`coalesce(${given(field)}, ${clients[field]})`,
  };
}

function updateClients(db: Database, { from, where, valueOf }: ReturnType<typeof changesOf>) {
  return db
    .update(clients)
    .set({
      name: valueOf("name"),
      nameKey: valueOf("nameKey"),
      email: valueOf("email"),
      phone: valueOf("phone"),
      document: valueOf("document"),
      status: valueOf("status"),
      version: sql`${clients.version} + 1`,
      updatedAt: new Date(),
    })
    .from(from)
    .where(where)
    .returning({ id: clients.id });
}

/** Gives new and renamed clients the words of their `name_key`, whoever wrote it. */
function replaceWords(db: Database, creates: CreateStep[], updates: UpdateStep[]) {
  const renamed = updates.filter(({ stored, client }) => foldName(stored.name) !== foldName(client.name));
  const ids = JSON.stringify(renamed.map(({ stored }) => stored.id));
  const added = JSON.stringify(creates.map(({ client: { document, email } }) => ({ document, email })));
  const nameKey = sql`(select name_key from clients where id = ${clientWords.clientId})`;
  return [
    db
      .delete(clientWords)
      .where(
        and(
          inArray(clientWords.clientId, sql`(select value from json_each(${ids}))`),
          ne(clientWords.nameKey, nameKey),
        ),
      ),
    db
      .insert(clientWords)
      .select(
        sql`select word.value, c.name_key, c.id
          from (select value as id from json_each(${ids})
            union select case when value ->> 'document' is null
              then (select max(id) from clients where email = value ->> 'email')
              else (select id from clients where document = value ->> 'document') end
            from json_each(${added})) written
          join clients c on c.id = written.id
          join json_each('["' || replace(c.name_key, ' ', '","') || '"]') word
          where word.value <> ''`,
      )
      .onConflictDoNothing(),
  ] as const;
}

/** Tells the new clients of one import apart: no two of them have the same document, or without one the same e-mail. */
function keyOf({ document, email }: { document: string | null; email: string | null }): string {
  return document ?? email ?? "";
}
