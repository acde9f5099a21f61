import { eq, sql } from "drizzle-orm";
import { addresses, clients, clientWords } from "../../schema/clients/tables.ts";
import { createdAddress, tellAddress } from "../clients/address-audit.ts";
import { NewAddress } from "../clients/address.ts";
import { createdChanges, tellClient } from "../clients/client-audit.ts";
import { NewClient } from "../clients/client.ts";
import { SETUP } from "../shared/audit.ts";
import { type Database, openDatabase } from "../shared/database.ts";
import { selectRows } from "../shared/rows.ts";
import { foldName, wordsOf } from "../shared/words.ts";
import { demoAddresses } from "./demo-addresses.ts";
import { demoClients } from "./demo-clients.ts";
import { openWorker } from "./open-worker.ts";
import { startSpending } from "../shared/timing.ts";

/** Fills an empty table of clients, with their addresses, in one transaction. */
export async function fillClients(state: string): Promise<void> {
  const { env, dispose } = await openWorker<{ DB: D1Database }>("clients", state);
  const db = openDatabase(env, startSpending());
  const [taken] = await db.select({ id: clients.id }).from(clients).limit(1);
  if (!taken) await storeClients(db, demoClients(new Date()));
  await dispose();
}

async function storeClients(db: Database, all: ReturnType<typeof demoClients>): Promise<void> {
  const rows = all.map(({ createdAt, ...input }, index) => {
    const client = NewClient.parse(input);
    const now = { createdAt: createdAt.getTime(), updatedAt: createdAt.getTime(), version: 1 };
    const nameKey = foldName(client.name);
    return { ...client, ...now, id: index + 1, nameKey, status: "active", words: wordsOf(client.name) };
  });
  const words = sql`select w.value, r.value ->> 'nameKey', r.value ->> 'id'
    from json_each(${JSON.stringify(rows)}) r, json_each(r.value -> 'words') w`;
  const homes = demoAddresses(rows.length).map((ofClient, index) =>
    ofClient.map((address, rank) => {
      const { primary: _, ...fields } = NewAddress.parse(address);
      const { id: clientId, createdAt, updatedAt } = rows[index]!;
      return { ...fields, clientId, rank: -rank, country: "BR", version: 1, createdAt, updatedAt };
    }),
  );
  await db.batch([
    db.insert(clients).select(selectRows(clients, rows)),
    db.insert(clientWords).select(words),
    tellClient(db, { action: "created", where: sql`true`, by: SETUP, changes: createdChanges() }),
    ...storeAddresses(db, homes.flat(), 0),
    ...storeAddresses(db, homes.flat(), -1),
  ]);
}

/** The addresses of one rank, each told of as the ones before leave it. */
function storeAddresses(db: Database, all: { rank: number }[], rank: 0 | -1) {
  const where = eq(addresses.rank, rank);
  const rows = all.filter((address) => address.rank === rank);
  return [
    db.insert(addresses).select(selectRows(addresses, rows)),
    tellAddress(db, { action: "address-created", where, by: SETUP, changes: createdAddress() }),
  ] as const;
}
