import { sql } from "drizzle-orm";
import type { Database } from "../shared/database.ts";
import { importsTo } from "../shared/test-import.ts";
import type { GivenClient } from "./import-records.ts";

export const { importCsv, streamImport } = importsTo<GivenClient>("clients");

/** Clients whose entries aren't one for each version they had, beginning with their creation. */
export function falselyTold(db: Database): Promise<unknown[]> {
  return db.all(sql`select c.id, c.version, group_concat(a.action) as told from clients c
    left join audit a on a.subject = 'client' and a.subject_id = c.id group by c.id
    having count(a.id) <> c.version or sum(a.action = 'created') <> 1`);
}

/** A file with 10,000 of them fits the limits. */
export function manyClients(count: number, surname = "da Silva"): string {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `Cliente Número ${n} ${surname};cliente${n}@exemplo.com.br;11 98765-${String(n).padStart(4, "0")}`,
  );
  return ["nome;e-mail;telefone", ...rows].join("\r\n");
}

/** The `n`th CPF, with its check digits. */
export function cpf(n: number): string {
  const digits = [...String(100_000_000 + n)].map(Number);
  for (const weight of [10, 11]) {
    const sum = digits.reduce((total, digit, index) => total + digit * (weight - index), 0);
    digits.push(sum % 11 < 2 ? 0 : 11 - (sum % 11));
  }
  return digits.join("");
}
