import { and, inArray, isNull, sql } from "drizzle-orm";
import { clients } from "../../schema/clients/tables.ts";
import type { Database } from "../shared/database.ts";
import { fail, failAsDuplicate, type Step as AnyStep } from "../shared/import-steps.ts";
import { type ClientValues, KnownClients, type StoredClient } from "./import-known.ts";
import type { ClientRecord, GivenClient } from "./import-records.ts";

/** So that the list of their keys stays far below the 2 MB that D1 takes for one parameter. */
const RECORDS_PER_READ = 2500;

/** No more clients are read of one e-mail: nobody can tell which of so many is meant. */
const CLIENTS_PER_EMAIL = 20;

/** What becomes of a record. */
type Step = AnyStep<GivenClient, WriteStep>;

/** A step that writes. */
export type WriteStep = CreateStep | UpdateStep;

export interface CreateStep {
  action: "create";
  record: ClientRecord;
  client: ClientValues;
  /** Stored clients with its e-mail that earlier lines change, so that they aren't taken for it. */
  notThese: number[];
}

export interface UpdateStep {
  action: "update";
  record: ClientRecord;
  stored: StoredClient;
  client: ClientValues;
}

/**
 * Says for each record what importing it does, writing nothing. Each one finds the clients as the records before it
 * leave them. `taken` are clients that other lines were about: id and line.
 */
export async function planImport(
  db: Database,
  records: ClientRecord[],
  taken: ReadonlyMap<number, number> = new Map(),
): Promise<Step[]> {
  const known = new KnownClients(CLIENTS_PER_EMAIL);
  const valid = records.filter(({ errors }) => errors.length === 0);
  for (let start = 0; start < valid.length; start += RECORDS_PER_READ) {
    const stored = await readCandidates(db, valid.slice(start, start + RECORDS_PER_READ));
    for (const client of stored) known.read(client, taken.get(client.id) ?? null);
  }
  return records.map((record) => planRecord(record, known));
}

function planRecord(record: ClientRecord, known: KnownClients): Step {
  const { line, given, errors } = record;
  if (errors.length > 0) return { action: "fail", record, errors };
  const found = known.find(given);
  if (found === "ambiguous") {
    return fail(record, "/email", "ambiguous", "Several clients have this e-mail: give the document.");
  }
  if (!found) {
    const { name } = given;
    if (name === null) return fail(record, "/name", "required", "A new client needs a name.");
    const client = { ...given, name, status: given.status ?? "active" };
    known.create(client, line);
    return { action: "create", record, client, notThese: known.changedFrom(given) };
  }
  const { stored } = found;
  if (found.line !== null || !stored) {
    return failAsDuplicate(record, "client", found.line ?? line);
  }
  const client = {
    name: given.name ?? stored.name,
    email: given.email ?? stored.email,
    phone: given.phone ?? stored.phone,
    document: given.document ?? stored.document,
    status: given.status ?? stored.status,
  };
  known.change(found, client, line);
  const isSame = Object.entries(client).every(
    ([field, value]) => stored[field as keyof ClientValues] === value,
  );
  if (isSame) return { action: "skip", record, id: stored.id };
  return { action: "update", record, stored, client };
}

/** The clients with the documents or e-mails of some records, in one read of a few rows for each. */
async function readCandidates(db: Database, records: ClientRecord[]): Promise<StoredClient[]> {
  const keys = (field: "document" | "email") =>
    JSON.stringify([...new Set(records.flatMap(({ given }) => given[field] ?? []))]);
  const { id, version, name, email, phone, document, status } = clients;
  return db
    .select({ id, version, name, email, phone, document, status })
    .from(clients)
    .where(
      and(
        isNull(clients.erasedAt),
        inArray(
          clients.id,
          sql`(select c.id from json_each(${keys("document")}) k join clients c on c.document = k.value
            union select c.id from json_each(${keys("email")}) k join clients c on c.id in
              (select id from clients where email = k.value order by document limit ${CLIENTS_PER_EMAIL}))`,
        ),
      ),
    );
}
