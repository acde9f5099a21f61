import * as z from "zod";
import { wholeNumber } from "../shared/lists.ts";
import { Problem } from "../shared/problem.ts";
import { addDays, daysBetween } from "./shop-day.ts";

const MOST_DAYS = 366;
const DEFAULT_DAYS = 30;

export const KINDS = ["record", "book", "product"] as const;

const Day = z.iso.date().refine((day) => day >= "1970-01-01" && day < "9999", {
  message: "Give a day from 1970 on.",
  params: { code: "out_of_range" },
});

/** The parameters of a report: the shop's days, both in it. */
export const summaryParameters = {
  from: Day.optional().describe(
    `The first day: \`2026-11-01\`. ${DEFAULT_DAYS} days to \`to\`, unless it is said.`,
  ),
  days: wholeNumber(1, MOST_DAYS)
    .optional()
    .meta({ description: "In place of `from`: so many days up to `to`." }),
  to: Day.optional().describe("The last day. Today, where the shop is, unless it is said."),
  kind: z.enum(KINDS).optional().describe("Only what was sold of this kind."),
};

/** What was sold, on the wire. */
const figures = {
  purchases: z.int().describe("Those that are fulfilled and not cancelled."),
  revenueCents: z.int().describe("Of those, less what came back."),
  averageTicketCents: z
    .int()
    .nullable()
    .describe("Revenue by purchase, rounded half up; null without purchases."),
  units: z.int().describe("How many of all products, less what came back."),
  unfulfilled: z.int().describe("Those that still wait for stock."),
  cancelled: z.int().describe("Those that were cancelled, fulfilled before or not."),
};

const EXAMPLE = {
  purchases: 31,
  revenueCents: 512_900,
  averageTicketCents: 16_545,
  units: 64,
  unfulfilled: 2,
  cancelled: 1,
};

const Figures = z.object(figures);

export type Figures = z.infer<typeof Figures>;

/** What is summed up; the rest of the figures follows. */
export type Counts = Omit<Figures, "averageTicketCents">;

const BestSeller = z.object({
  productId: z.int(),
  title: z.string().describe("As it was called when it was last sold in the period."),
  kind: z.enum(KINDS),
  units: z.int(),
  revenueCents: z.int(),
});

export type BestSeller = z.infer<typeof BestSeller>;

export const Summary = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    timeZone: z.string().describe("Where the shop is: its days begin there."),
    currency: z.string(),
    total: Figures,
    days: z.array(z.object({ day: z.iso.date(), ...figures })).describe("Each day of the period."),
    kinds: z
      .array(z.object({ kind: z.enum(KINDS), ...figures }))
      .describe("A purchase of several kinds counts for each. Whatever `kind` is asked for."),
    bestSellers: z.array(BestSeller).describe("Up to ten products, most units first."),
    bestSellersExact: z
      .boolean()
      .describe(
        "False where a day had so many products that others might belong there; the figures are exact always.",
      ),
    comparison: z
      .object({ from: z.iso.date(), to: z.iso.date(), ...figures })
      .describe("As many days before."),
  })
  .meta({
    id: "SalesSummary",
    examples: [
      {
        from: "2026-11-23",
        to: "2026-11-23",
        timeZone: "America/Sao_Paulo",
        currency: "BRL",
        total: EXAMPLE,
        days: [{ day: "2026-11-23", ...EXAMPLE }],
        kinds: [{ kind: "record", ...EXAMPLE }],
        bestSellers: [
          { productId: 42, title: "Sorriso Negro", kind: "record", units: 5, revenueCents: 94_950 },
        ],
        bestSellersExact: true,
        comparison: { from: "2026-11-22", to: "2026-11-22", ...EXAMPLE },
      },
    ],
  });

export type Summary = z.infer<typeof Summary>;

/** A period of the shop's days, both in it. */
export interface Days {
  from: string;
  to: string;
}

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  days?: number | undefined;
}

/** Reads which days are asked for. Throws `invalid-parameter` for an end before the start, and for too many. */
export function readDays({ from: first, days, to: last }: Asked, today: string): Days {
  if (first !== undefined && days !== undefined)
    throw refuse("/days", "ambiguous", "Give either from or days.");
  const to = last ?? today;
  const from = first ?? addDays(to, 1 - (days ?? DEFAULT_DAYS));
  const count = daysBetween(from, to) + 1;
  if (count < 1) throw refuse("/to", "order", "The period ends before it begins.");
  if (count > MOST_DAYS)
    throw refuse("/from", "too_long", `Ask for ${MOST_DAYS} days at most, not ${count}.`);
  return { from, to };
}

/** As many days, just before. */
export function daysBefore({ from, to }: Days): Days {
  return { from: addDays(from, daysBetween(to, from) - 1), to: addDays(from, -1) };
}

function refuse(pointer: string, code: string, detail: string): Problem {
  return new Problem("invalid-parameter", detail, { errors: [{ pointer, code, detail }] });
}
