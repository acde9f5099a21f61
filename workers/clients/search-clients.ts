import { and, asc, count, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import * as z from "zod";
import { clients, clientWords } from "../../schema/clients/tables.ts";
import type { Database } from "../shared/database.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { endOf } from "../shared/words.ts";
import { type Client, toClient } from "./client.ts";

/** How many rows of the word index one page may look through, so that no search costs more as the shop grows. */
const SCAN_LIMIT = 1000;

const columns = getTableColumns(clients);

/**
 * One page of the clients that have every word at the start of a word of their name, by (word found, name, id): the
 * order of the index, so a page of one word's matches reads as many rows as it holds. With several words the longest
 * is looked up and the others are checked; then a page may be short, even empty, before the last.
 */
export async function listMatches(
  db: Database,
  words: string[],
  limit: number,
  cursor: string | undefined,
): Promise<Page<Client>> {
  const { driver, others } = pickDriver(words);
  const several = others.length > 0;
  const order = [asc(clientWords.word), asc(clientWords.nameKey), asc(clientWords.clientId)];
  const range = () =>
    db
      .select()
      .from(clientWords)
      .where(
        cursor === undefined ? startsWith(driver) : and(after(cursor), lt(clientWords.word, endOf(driver))),
      )
      .orderBy(...order);
  const found = (several ? range().limit(SCAN_LIMIT) : range()).as("found");
  const isFirstWordFound = sql`not exists (
    select 1 from client_words as earlier
    where earlier.client_id = ${found.clientId} and earlier.word >= ${driver} and earlier.word < ${found.word})`;
  const page = db
    .select({ ...columns, word: found.word })
    .from(found)
    .innerJoin(clients, eq(clients.id, found.clientId))
    .where(and(isFirstWordFound, ...others.map((word) => hasWord(found.clientId, word))))
    .orderBy(asc(found.word), asc(found.nameKey), asc(found.clientId))
    .limit(limit + 1);
  const [rows, [scannedTo]] = several
    ? await db.batch([
        page,
        range()
          .limit(1)
          .offset(SCAN_LIMIT - 1),
      ])
    : [await page, []];

  const lastRow = rows.length > limit ? rows[limit - 1] : undefined;
  const last = lastRow ? { ...lastRow, clientId: lastRow.id } : scannedTo;
  return {
    items: rows.slice(0, limit).map(({ word: _, ...row }) => toClient(row)),
    nextCursor: last ? encodeCursor(["match", last.word, last.nameKey, last.clientId]) : null,
  };
}

/** The matches in another order: all of them are gathered, so throws `invalid-parameter` if they are too many. */
export async function sortMatches(
  db: Database,
  words: string[],
  { order, after, limit }: { order: SQL[]; after: SQL | undefined; limit: number },
) {
  const { driver, others } = pickDriver(words);
  const scanned = db
    .select({ clientId: clientWords.clientId })
    .from(clientWords)
    .where(startsWith(driver))
    .limit(SCAN_LIMIT + 1)
    .as("scanned");
  const found = db
    .selectDistinct({ clientId: scanned.clientId })
    .from(scanned)
    .where(and(...others.map((word) => hasWord(scanned.clientId, word))))
    .as("found");
  const [[matches], rows] = await db.batch([
    db.select({ count: count() }).from(scanned),
    db
      .select(columns)
      .from(found)
      .crossJoin(clients)
      .where(and(eq(clients.id, found.clientId), after))
      .orderBy(...order)
      .limit(limit),
  ]);
  if ((matches?.count ?? 0) > SCAN_LIMIT) {
    const detail = `More than ${SCAN_LIMIT} clients match: search for more letters, or leave out sort.`;
    throw new Problem("invalid-parameter", detail, {
      errors: [{ pointer: "/sort", code: "too_wide", detail }],
    });
  }
  return rows;
}

/** The longest word tends to be the rarest, so the fewest rows are looked through for it. */
function pickDriver(words: string[]): { driver: string; others: string[] } {
  const [driver = "", ...others] = words.toSorted((a, b) => b.length - a.length);
  return { driver, others };
}

function startsWith(word: string): SQL | undefined {
  return and(gte(clientWords.word, word), lt(clientWords.word, endOf(word)));
}

function hasWord(clientId: SQLiteColumn, word: string): SQL {
  return sql`exists (
    select 1 from client_words as other
    where other.client_id = ${clientId} and other.word >= ${word} and other.word < ${endOf(word)})`;
}

function after(cursor: string): SQL {
  const shape = z.tuple([z.literal("match"), z.string(), z.string(), z.int()]);
  const [, word, nameKey, id] = decodeCursor(cursor, shape);
  return sql`(${clientWords.word}, ${clientWords.nameKey}, ${clientWords.clientId}) > (${word}, ${nameKey}, ${id})`;
}
