import * as z from "zod";
import { EVENT_TYPES } from "../../schema/sales/tables.ts";
import { AlertNews } from "../shared/alert-news.ts";

export const EventType = z.enum(EVENT_TYPES);

/** What is told of a purchase: who wants more asks for it by its id. */
const PurchaseNews = z.object({
  purchaseId: z.int(),
  clientId: z.int(),
  totalCents: z.int(),
  returnedCents: z.int(),
  fulfilled: z.boolean(),
  cancelled: z.boolean(),
});

const StockNews = z.object({
  productId: z.int(),
  available: z.int().describe("How many there were left."),
  lowAt: z.int(),
});

/** Something that happened, on the wire; its data is as it was then. */
export const Event = z
  .object({
    id: z.int().describe("Grows with time; webhooks call it `evt_` and this."),
    type: EventType,
    data: z.union([PurchaseNews, StockNews, AlertNews]),
    requestId: z.string().nullable().describe("Of the request that did it."),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: "Event",
    examples: [
      {
        id: 31,
        type: "purchase.cancelled",
        data: {
          purchaseId: 1042,
          clientId: 7,
          totalCents: 18_990,
          returnedCents: 0,
          fulfilled: true,
          cancelled: true,
        },
        requestId: "4bf92f3577b34da6a3ce929d0e0e4736",
        createdAt: "2026-11-23T14:05:00.000Z",
      },
    ],
  });

export type Event = z.infer<typeof Event>;
