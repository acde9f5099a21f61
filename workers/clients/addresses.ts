import { and, desc, eq, getTableColumns, lt, ne, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { addresses, clients } from "../../schema/clients/tables.ts";
import type { Actor } from "../shared/audit.ts";
import { type Database, violatedConstraint } from "../shared/database.ts";
import { refuseEdit } from "../shared/etag.ts";
import { createOnce, type IdempotencyClaim } from "../shared/idempotency.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import {
  createdAddress,
  deletedAddress,
  editedAddress,
  primaryAddress,
  tellAddress,
} from "./address-audit.ts";
import { type Address, type AddressChanges, type NewAddress, toAddress } from "./address.ts";

/** An address of a client: both must fit. */
export interface AddressId {
  id: number;
  addressId: number;
}

const columns = getTableColumns(addresses);

/** One page of a client's addresses, the primary one first. Throws `not-found` if there is no such client. */
export async function listAddresses(
  db: Database,
  clientId: number,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Address>> {
  const [, before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.literal("rank"), z.int()]));
  const [rows, [client]] = await db.batch([
    db
      .select({ ...columns, top: topRank(clientId) })
      .from(addresses)
      .where(
        and(eq(addresses.clientId, clientId), before === undefined ? undefined : lt(addresses.rank, before)),
      )
      .orderBy(desc(addresses.rank))
      .limit(limit + 1),
    db.select({ id: clients.id }).from(clients).where(eq(clients.id, clientId)),
  ]);
  if (!client) throw noClient(clientId);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(readAddress),
    nextCursor: last ? encodeCursor(["rank", last.rank]) : null,
  };
}

/** Finds one address of a client. Throws `not-found`. */
export async function getAddress(db: Database, at: AddressId): Promise<Address> {
  const [row] = await selectAddress(db, at);
  if (!row) throw noAddress(at);
  return readAddress(row);
}

/** Adds an address, once per idempotency key; a primary one takes the place of the one before. Throws `not-found`. */
export async function createAddress(
  db: Database,
  clientId: number,
  { primary, ...fields }: NewAddress,
  by: Actor,
  claim?: IdempotencyClaim,
): Promise<Address> {
  const ranks = sql`from addresses where client_id = ${clientId}`;
  // A new primary address ranks above all and from 0, any other below all and below 0: so its rank says what it was.
  const rank = primary
    ? sql<number>`(select max(coalesce(max(rank), -1) + 1, 0) ${ranks})`
    : sql<number>`(select case count(*) when 0 then 0 else min(min(rank) - 1, -1) end ${ranks})`;
  // Without the client, or once it is erased, this is null, and nothing is stored.
  const owner = sql<number>`(select id from clients where id = ${clientId} and erased_at is null)`;
  const insert = db.insert(addresses).values({ ...fields, clientId: owner, rank });
  const newRow = sql`${addresses.id} = (select max(id) from addresses)`;
  const told = tellAddress(db, { action: "address-created", where: newRow, by, changes: createdAddress() });
  try {
    const row = await createOnce(db, claim, {
      table: addresses,
      newRow,
      statements: primary ? [touchPrimary(db, clientId), insert, told] : [insert, told],
    });
    return toAddress(row, row.rank >= 0);
  } catch (error) {
    throw violatedConstraint(error) === "addresses.client_id" ? noClient(clientId) : error;
  }
}

/** Changes the fields given of an address still at `version`. Throws `precondition-failed` and `not-found`. */
export async function editAddress(
  db: Database,
  at: AddressId,
  version: number,
  changes: AddressChanges,
  by: Actor,
): Promise<Address> {
  const isCurrent = and(isAt(at), eq(addresses.version, version));
  const [, edited, [now]] = await db.batch([
    tellAddress(db, { action: "address-edited", where: isCurrent, by, changes: editedAddress(changes) }),
    db
      .update(addresses)
      .set({ ...changes, version: version + 1, updatedAt: new Date() })
      .where(isCurrent)
      .returning({ id: addresses.id }),
    selectAddress(db, at),
  ]);
  if (!now) throw noAddress(at);
  return edited[0] ? readAddress(now) : refuseEdit(version, readAddress(now));
}

/** Makes an address the primary one; if it is already, nothing changes. Throws `not-found`. */
export async function makePrimary(db: Database, at: AddressId, by: Actor): Promise<Address> {
  const top = topRank(at.id);
  const exists = sql`exists (select 1 from addresses where id = ${at.addressId} and client_id = ${at.id})`;
  const isBelow = and(isAt(at), sql`${addresses.rank} < ${top}`);
  const [, , , [now]] = await db.batch([
    tellAddress(db, { action: "address-made-primary", where: isBelow, by, changes: primaryAddress() }),
    touchPrimary(db, at.id, and(ne(addresses.id, at.addressId), exists)),
    db
      .update(addresses)
      .set({ rank: sql`max(${top} + 1, 0)`, version: sql`version + 1`, updatedAt: new Date() })
      .where(isBelow),
    selectAddress(db, at),
  ]);
  if (!now) throw noAddress(at);
  return readAddress(now);
}

/** Deletes an address; if it was the primary one, the next in the list is. Throws `not-found`. */
export async function deleteAddress(db: Database, at: AddressId, by: Actor): Promise<void> {
  const others = sql`from addresses where client_id = ${at.id} and id <> ${at.addressId}`;
  const isPrimary = sql`exists (select 1 from addresses where id = ${at.addressId} and client_id = ${at.id}
    and rank > (select max(rank) ${others}))`;
  const [, , deleted] = await db.batch([
    tellAddress(db, { action: "address-deleted", where: isAt(at), by, changes: deletedAddress() }),
    db
      .update(addresses)
      .set({ version: sql`version + 1`, updatedAt: new Date() })
      .where(
        and(eq(addresses.clientId, at.id), sql`${addresses.rank} = (select max(rank) ${others})`, isPrimary),
      ),
    db.delete(addresses).where(isAt(at)).returning({ id: addresses.id }),
  ]);
  if (!deleted[0]) throw noAddress(at);
}

/** A new version of the primary address, which will not be it any more: its `primary` is part of it. */
function touchPrimary(db: Database, clientId: number, condition?: SQL) {
  return db
    .update(addresses)
    .set({ version: sql`version + 1`, updatedAt: new Date() })
    .where(and(eq(addresses.clientId, clientId), sql`${addresses.rank} = ${topRank(clientId)}`, condition));
}

function selectAddress(db: Database, at: AddressId) {
  return db
    .select({ ...columns, top: topRank(at.id) })
    .from(addresses)
    .where(isAt(at));
}

function readAddress({ top, ...row }: typeof addresses.$inferSelect & { top: number }): Address {
  return toAddress(row, row.rank === top);
}

function topRank(clientId: number): SQL.Aliased<number> | SQL<number> {
  return sql<number>`(select max(rank) from addresses where client_id = ${clientId})`;
}

function isAt({ id, addressId }: AddressId): SQL | undefined {
  return and(eq(addresses.id, addressId), eq(addresses.clientId, id));
}

function noClient(id: number): Problem {
  return new Problem("not-found", `There is no client ${id}.`);
}

function noAddress({ id, addressId }: AddressId): Problem {
  return new Problem("not-found", `Client ${id} has no address ${addressId}.`);
}
