import * as z from "zod";
import { foldName } from "../shared/words.ts";
import { KINDS } from "./product-fields.ts";

/** How the cells of a file say what isn't text. */

const KIND_NAMES = {
  record: ["record", "disco", "vinil", "lp", "cd"],
  book: ["book", "livro"],
  product: ["product", "produto", "outro", "other"],
};

const YES_OR_NO = new Map([
  ...["true", "verdadeiro", "yes", "sim", "s", "1", "ativo", "active"].map((word) => [word, true] as const),
  ...["false", "falso", "no", "nao", "n", "0", "inativo", "inactive"].map((word) => [word, false] as const),
]);

const text = <T>(read: (text: string) => T | undefined, code: string, message: string) =>
  z.string().transform((cell, context) => {
    const value = read(cell.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message, params: { code } });
    return z.NEVER;
  });

export const kindText = text(
  (cell) => KINDS.find((kind) => KIND_NAMES[kind].includes(foldName(cell))),
  "kind",
  "Write record, book or product (disco, livro, produto).",
);

export const yesOrNo = text(
  (cell) => YES_OR_NO.get(foldName(cell)),
  "yes_or_no",
  "Write true or false (sim, não).",
);

export const wholeText = text(
  (cell) => (/^\d{1,15}$/.test(cell) ? Number(cell) : undefined),
  "whole_number",
  "Write a whole number.",
);

const PRICE = /^(?:R\$)?\s*(\d+|\d{1,3}(?:([.,\s])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,2}))?$/u;

/** `1.234,56`, `1,234.56`, `R$ 49,9`: in cents. No price has three decimals, so three digits are thousands. */
export const priceText = text(
  (cell) => {
    const [, whole = "", thousands, point, decimals = ""] = PRICE.exec(cell) ?? [];
    if (whole === "" || (point !== undefined && point === thousands)) return undefined;
    return Number(whole.replace(/\D/g, "")) * 100 + Number(decimals.padEnd(2, "0"));
  },
  "price",
  "Write a price such as 49.90 or 49,90.",
);
