import * as z from "zod";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, query } from "../shared/validation.ts";
import { type Client, LegacyNewClient } from "./client.ts";
import { createClient, getClient } from "./clients.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { listClients } from "./list-clients.ts";

const FindClient = z.strictObject({
  ...pageParameters,
  limit: pageParameters.limit.default(100),
  id: wholeNumber(1).optional(),
});

const toLegacy = ({ id, name }: Client) => ({ id, nome: name });

/** `/client`: the three calls of the system that Fachada replaces, with its field names. Pages by `Link`. */
export const legacyClient = createRoutes<ClientsEnv, ClientsVariables>()
  .get("/", query(FindClient), async (c) => {
    const { id, ...page } = c.req.valid("query");
    if (id !== undefined) return c.json(toLegacy(await getClient(c.var.db, id)));
    const { items, nextCursor } = await listClients(c.var.db, { ...page, sort: "createdAt" });
    return c.json(items.map(toLegacy), 200, linkNext(c, { items, nextCursor }));
  })
  .post("/", body(LegacyNewClient), idempotent, async (c) => {
    const { nome } = c.req.valid("json");
    const input = { name: nome, email: null, phone: null, document: null };
    const client = await createClient(c.var.db, input, c.var.idempotency);
    return c.json(toLegacy(client), 201, { location: `/client?id=${client.id}` });
  });
