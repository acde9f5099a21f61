import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { clients, clientWords } from "../../schema/clients/tables.ts";
import type { Actor } from "../shared/audit.ts";
import { type Database, violatedConstraint } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import { Problem } from "../shared/problem.ts";
import { rowReader } from "../shared/read-row.ts";
import { foldName, wordsOf } from "../shared/words.ts";
import { type Client, type ClientChanges, type NewClient, toClient } from "./client.ts";
import { createdChanges, editedChanges, tellClient } from "./client-audit.ts";

/**
 * Stores a client with the words it is found by, once per idempotency key. Throws `conflict` if the document number is
 * taken.
 */
export async function createClient(
  db: Database,
  input: NewClient,
  by: Actor,
  claim?: IdempotencyClaim,
): Promise<Client> {
  const nameKey = foldName(input.name);
  // The transaction has the database to itself and ids only grow, so the newest id is this client's.
  const newId = sql`(select max(id) from clients)`;
  const words = sql`select value, ${nameKey}, ${newId} from json_each(${JSON.stringify(wordsOf(input.name))})`;
  const newRow = sql`${clients.id} = ${newId}`;
  const row = await createOnce(db, claim, {
    table: clients,
    newRow,
    statements: [
      db.insert(clients).values({ ...input, nameKey }),
      db.insert(clientWords).select(words),
      tellClient(db, { action: "created", where: newRow, by, changes: createdChanges() }),
    ],
  }).catch(refuseTakenDocument);
  return toClient(row);
}

/**
 * Changes the fields given of a client that is still at `version`, and makes it the next version. Throws
 * `precondition-failed` with the client as it is now, `not-found`, and `conflict` if the document number is taken or
 * the client was erased.
 */
export async function editClient(
  db: Database,
  id: number,
  version: number,
  changes: ClientChanges,
  by: Actor,
): Promise<Client> {
  const isCurrent = and(eq(clients.id, id), eq(clients.version, version), isNull(clients.erasedAt));
  const nameKey = changes.name === undefined ? undefined : foldName(changes.name);
  const told = tellClient(db, { action: "edited", where: isCurrent, by, changes: editedChanges(changes) });
  const update = db
    .update(clients)
    .set({
      ...changes,
      ...(nameKey !== undefined && { nameKey }),
      version: version + 1,
      updatedAt: new Date(),
    })
    .where(isCurrent)
    .returning();
  const read = db.select().from(clients).where(eq(clients.id, id));
  const [updated, [now]] = await (
    nameKey === undefined
      ? db.batch([told, update, read]).then(([, rows, found]) => [rows, found] as const)
      : db
          .batch([told, ...replaceWords(db, id, changes.name ?? "", isCurrent), update, read])
          .then(([, , , rows, found]) => [rows, found] as const)
  ).catch(refuseTakenDocument);
  if (updated[0]) return toClient(updated[0]);
  if (!now) throw new Problem("not-found", `There is no client ${id}.`);
  if (now.erasedAt) throw new Problem("conflict", `The personal data of client ${id} was erased.`);
  return refuseEdit(version, toClient(now));
}

/** The words of a new name in place of the old one's, if `isCurrent` holds. */
function replaceWords(db: Database, id: number, name: string, isCurrent: SQL | undefined) {
  const guard = sql`exists (select 1 from ${clients} where ${isCurrent})`;
  const words = sql`select value, ${foldName(name)}, ${id} from json_each(${JSON.stringify(wordsOf(name))}) where ${guard}`;
  return [
    db.delete(clientWords).where(and(eq(clientWords.clientId, id), guard)),
    db.insert(clientWords).select(words),
  ] as const;
}

function refuseTakenDocument(error: unknown): never {
  if (violatedConstraint(error) !== "clients.document") throw error;
  const detail = "Another client has this document number.";
  throw new Problem("conflict", detail, { errors: [{ pointer: "/document", code: "taken", detail }] });
}

const readClient = rowReader(clients, clients.id);

/** Finds a client by id. Throws `not-found`. */
export async function getClient(db: Database, id: number): Promise<Client> {
  const row = await readClient(db, id);
  if (!row) throw new Problem("not-found", `There is no client ${id}.`);
  return toClient(row);
}
