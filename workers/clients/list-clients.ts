import { and, asc, desc, eq, gt, inArray, lt, or, type SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { clients } from "../../schema/clients/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { type Client, toClient } from "./client.ts";
import { wordsOf } from "../shared/words.ts";
import { listMatches, sortMatches } from "./search-clients.ts";

export const CLIENT_SORTS = ["name", "-name", "createdAt", "-createdAt"] as const;

export type ClientSort = (typeof CLIENT_SORTS)[number];

type ClientRow = typeof clients.$inferSelect;

/**
 * One page of clients, newest first unless `sort` says otherwise. `search` finds those who have every word of it at
 * the start of a word of their name, without regard to case or accents; without `sort` they come in the order of
 * the words found. Throws `invalid-parameter` for a foreign cursor, or for a search too wide to be sorted.
 */
export async function listClients(
  db: Database,
  input: {
    limit: number;
    cursor?: string | undefined;
    sort?: ClientSort | undefined;
    search?: string | undefined;
  },
): Promise<Page<Client>> {
  const { limit, cursor, search, sort = "-createdAt" } = input;
  const words = search === undefined ? undefined : wordsOf(search);
  if (words?.length === 0) return { items: [], nextCursor: null };
  if (words && input.sort === undefined) return listMatches(db, words, limit, cursor);

  const { order, after } = keyset(sort, cursor);
  const rows = words
    ? await sortMatches(db, words, { order, after: after && or(...after), limit: limit + 1 })
    : await listSorted(db, { order, after, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toClient),
    nextCursor: last ? encodeCursor([sort, keyOf(sort, last), last.id]) : null,
  };
}

/** Those of up to 100 clients that there are, by id: D1 takes no more parameters. */
export async function findClients(db: Database, ids: number[]): Promise<Page<Client>> {
  const rows = await db.select().from(clients).where(inArray(clients.id, ids)).orderBy(clients.id);
  return { items: rows.map(toClient), nextCursor: null };
}

interface Keyset {
  order: [SQL, SQL];
  /** What comes after the cursor: the rest of its ties, and all beyond them. */
  after: [SQL, SQL] | undefined;
}

/** Merges the two ranges after the cursor: SQLite doesn't seek by a row value that ends in the row's id. */
async function listSorted(
  db: Database,
  { order, after, limit }: Keyset & { limit: number },
): Promise<ClientRow[]> {
  const select = (range?: SQL) => db.select().from(clients).where(range);
  const rows = after ? unionAll(select(after[0]), select(after[1])) : select();
  return rows.orderBy(...order).limit(limit);
}

function keyset(sort: ClientSort, cursor: string | undefined): Keyset {
  const byName = sort.endsWith("name");
  const column = byName ? clients.nameKey : clients.createdAt;
  const [direction, isBeyond] = sort.startsWith("-") ? [desc, lt] : [asc, gt];
  const order: [SQL, SQL] = [direction(column), direction(clients.id)];
  if (cursor === undefined) return { order, after: undefined };
  const shape = z.tuple([
    z.literal(sort),
    byName
      ? z.string()
      : z
          .int()
          .max(8.64e15)
          .transform((ms) => new Date(ms)),
    z.int(),
  ]);
  const [, value, id] = decodeCursor(cursor, shape);
  return { order, after: [and(eq(column, value), isBeyond(clients.id, id))!, isBeyond(column, value)] };
}

function keyOf(sort: ClientSort, row: ClientRow): string | number {
  return sort.endsWith("name") ? row.nameKey : row.createdAt.getTime();
}
