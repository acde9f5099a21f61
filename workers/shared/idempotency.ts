import {
  and,
  eq,
  getTableColumns,
  gte,
  inArray,
  type InferSelectModel,
  is,
  lt,
  type SQL,
  sql,
} from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { idempotencyKeysTable } from "../../schema/columns.ts";
import { sha256 } from "./bytes.ts";
import { type Database, violatedConstraint } from "./database.ts";
import { described } from "./describe.ts";
import type { IdentityVariables } from "./identity.ts";
import { Problem } from "./problem.ts";

const keys = idempotencyKeysTable();
const KEPT_MS = 24 * 60 * 60 * 1000;
const SWEPT_PER_RUN = 5000;

/** D1 calls a function with 32 arguments at most. */
const PAIRS_PER_CALL = 16;

type Statements = [BatchItem<"sqlite">, ...BatchItem<"sqlite">[]];

/** A caller's wish that a create happens once, however often it is sent. */
export interface IdempotencyClaim {
  /** The caller and the key they sent: two callers' equal keys are two. */
  key: string;
  /** SHA-256 of the request: the same key must not stand for another one. */
  fingerprint: string;
  /** Set where the answer is that of an earlier request. */
  replayed: boolean;
}

export interface IdempotencyVariables {
  idempotency: IdempotencyClaim | undefined;
}

const IdempotencyKey = z.object({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .meta({
      description:
        "Makes it safe to send again: within 24 hours the same caller's same key and body bring the first answer.",
      examples: ["6a1f0c1e-order-1042"],
    }),
});

/**
 * Reads `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header): 1 to 255 visible ASCII characters, each
 * caller's own, remembered for 24 hours. A replayed answer carries `Idempotent-Replayed: true`. The fingerprint leaves the body's
 * `secrets` out: a quick hash of a password could be guessed. Who uses that compares them on its own.
 */
export const idempotentBut = (...secrets: string[]) =>
  described<MiddlewareHandler<{ Variables: IdempotencyVariables & IdentityVariables }>>(
    async (c, next) => {
      const key = c.req.header("idempotency-key");
      if (key === undefined) return next();
      if (!IdempotencyKey.safeParse({ "idempotency-key": key }).success) {
        throw new Problem("invalid-parameter", "Idempotency-Key takes 1 to 255 visible ASCII characters.");
      }
      const body = secrets.length > 0 ? without(await c.req.json(), secrets) : await c.req.text();
      const fingerprint = await sha256(`${c.req.method} ${c.req.path}\n${body}`);
      const { kind, id } = c.var.identity;
      const claim: IdempotencyClaim = { key: `${kind}:${id} ${key}`, fingerprint, replayed: false };
      c.set("idempotency", claim);
      await next();
      if (claim.replayed) c.res.headers.set("idempotent-replayed", "true");
    },
    {
      parameters: { in: "header", schema: IdempotencyKey },
      headers: ["idempotent-replayed"],
      problems: ["invalid-parameter", "idempotency-mismatch"],
    },
  );

/** `Idempotency-Key` for a create without secrets in its body. */
export const idempotent = idempotentBut();

function without(body: object, secrets: string[]): string {
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => !secrets.includes(name))));
}

/** Runs the statements of a create as one transaction, and once per key, as `writeOnce` does; `newRow` finds the row. */
export async function createOnce<T extends SQLiteTable>(
  db: Database,
  claim: IdempotencyClaim | undefined,
  create: { table: T; newRow: SQL; statements: Statements },
): Promise<InferSelectModel<T>> {
  const { table, newRow, statements } = create;
  const fields = getTableColumns(table);
  const row = await writeOnce<InferSelectModel<T>>(db, claim, { table, fields, row: newRow, statements });
  if (!row) throw new Error("the created row can't be read");
  return row;
}

/** What a write answers: these fields of the one row that `row` finds afterwards. */
interface Write {
  table: SQLiteTable;
  fields: Fields;
  row: SQL;
  statements: Statements;
}

type Fields = Record<string, SQLiteColumn | SQL.Aliased>;

/**
 * Runs the statements of a write as one transaction, and once per key: the key is claimed in the same transaction,
 * with a copy of what is answered, and a second claim brings that copy back instead. Answers undefined where there is no
 * such row. Throws `idempotency-mismatch` if the key stands for another request.
 */
export async function writeOnce<Row extends object>(
  db: Database,
  claim: IdempotencyClaim | undefined,
  write: Write,
): Promise<Row | undefined> {
  const { table, fields, row, statements } = write;
  const read = db.select(fields).from(table).where(row);
  if (!claim) return runAndRead<Row>(db, [...statements, read]);

  const { key, fingerprint } = claim;
  const isMine = eq(keys.key, key);
  const copy = sql`(select ${asJson(fields)} from ${table} where ${row})`;
  const claimed: Statements = [
    db.delete(keys).where(and(isMine, lt(keys.createdAt, expiry(Date.now())))),
    db.insert(keys).values({ key, fingerprint }),
    ...statements,
    db.update(keys).set({ created: copy }).where(isMine),
    read,
  ];
  try {
    return await runAndRead<Row>(db, claimed);
  } catch (error) {
    if (violatedConstraint(error) !== "idempotency_keys.key") throw error;
    const replayed = await replay<Row>(db, claim, fields);
    if (!replayed) throw error;
    return replayed.row;
  }
}

/**
 * What a write answered under this claim before, if it did. Throws `idempotency-mismatch` if the key stands for another
 * request.
 */
export async function replay<Row extends object>(
  db: Database,
  claim: IdempotencyClaim | undefined,
  fields: Fields,
): Promise<{ row: Row | undefined } | undefined> {
  if (!claim) return undefined;
  // A write that changes nothing: it reads from the primary, where the claim is, and not from a replica behind it.
  const isMine = and(eq(keys.key, claim.key), gte(keys.createdAt, expiry(Date.now())));
  const [found] = await db.update(keys).set({ key: claim.key }).where(isMine).returning();
  if (!found) return undefined;
  if (found.fingerprint !== claim.fingerprint) {
    throw new Problem("idempotency-mismatch", "This Idempotency-Key was sent with another request before.");
  }
  claim.replayed = true;
  if (found.created === null) return { row: undefined };
  const values = JSON.parse(found.created) as Record<string, unknown>;
  const row = Object.entries(fields).map(([name, field]) => {
    const value = values[name] ?? null;
    return [name, value !== null && isColumn(field) ? field.mapFromDriverValue(value) : value];
  });
  return { row: Object.fromEntries(row) as Row };
}

/** Forgets the keys that are too old to matter. */
export async function sweepIdempotencyKeys(db: Database, now: number): Promise<void> {
  const old = db
    .select({ key: keys.key })
    .from(keys)
    .where(lt(keys.createdAt, expiry(now)))
    .limit(SWEPT_PER_RUN);
  await db.delete(keys).where(inArray(keys.key, old));
}

function expiry(now: number): Date {
  return new Date(now - KEPT_MS);
}

function isColumn(field: Fields[string]): field is SQLiteColumn {
  return is(field, SQLiteColumn);
}

function asJson(fields: Fields): SQL {
  const pairs = Object.entries(fields).map(([name, field]) =>
    isColumn(field) ? sql`${name}, ${field}` : sql`${name}, ${field.sql}`,
  );
  const objects = [];
  while (pairs.length > 0)
    objects.push(sql`json_object(${sql.join(pairs.splice(0, PAIRS_PER_CALL), sql`, `)})`);
  // A patch leaves out what is null, and `replay` puts it back.
  return objects.reduce((all, object) => sql`json_patch(${all}, ${object})`);
}

/** Runs statements as one transaction and answers the row that the last one reads. */
async function runAndRead<Row extends object>(
  db: Database,
  statements: Statements,
): Promise<Row | undefined> {
  const results: unknown[] = await db.batch(statements);
  return (results.at(-1) as Row[])[0];
}
