import { eq, sql } from "drizzle-orm";
import { clients, clientWords } from "../../schema/clients/tables.ts";
import { type Database, violatedConstraint } from "../shared/database.ts";
import { Problem } from "../shared/problem.ts";
import { type Client, type NewClient, toClient } from "./client.ts";
import { foldName, wordsOf } from "./names.ts";

/** Stores a client with the words it is found by. Throws `conflict` if the document number is taken. */
export async function createClient(db: Database, input: NewClient): Promise<Client> {
  const nameKey = foldName(input.name);
  // The batch has the database to itself and ids only grow, so the newest id is this client's.
  const newId = sql`(select max(id) from ${clients})`;
  const words = sql`select value, ${nameKey}, ${newId} from json_each(${JSON.stringify(wordsOf(input.name))})`;
  try {
    const [rows] = await db.batch([
      db
        .insert(clients)
        .values({ ...input, nameKey })
        .returning(),
      db.insert(clientWords).select(words),
    ]);
    return toClient(rows[0]!);
  } catch (error) {
    if (violatedConstraint(error) !== "clients.document") throw error;
    const detail = "Another client has this document number.";
    throw new Problem("conflict", detail, { errors: [{ pointer: "/document", code: "taken", detail }] });
  }
}

/** Finds a client by id. Throws `not-found`. */
export async function getClient(db: Database, id: number): Promise<Client> {
  const [row] = await db.select().from(clients).where(eq(clients.id, id));
  if (!row) throw new Problem("not-found", `There is no client ${id}.`);
  return toClient(row);
}
