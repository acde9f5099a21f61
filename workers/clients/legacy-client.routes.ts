import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, query } from "../shared/validation.ts";
import { type Client, LegacyClient, LegacyNewClient } from "./client.ts";
import { createClient, getClient } from "./clients.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { listClients } from "./list-clients.ts";

const FindClient = z.strictObject({
  ...pageParameters,
  limit: pageParameters.limit.default(100).meta({ description: "How many at most.", default: 100 }),
  id: wholeNumber(1).optional().describe("Only this one, as a plain object."),
});

const toLegacy = ({ id, name }: Client) => ({ id, nome: name });

const tag = "Old paths";

/** `/client`: the three calls of the system that Fachada replaces, with its field names. Pages by `Link`. */
export const legacyClient = createRoutes<ClientsEnv, ClientsVariables>()
  .get(
    "/",
    operation({
      id: "findLegacyClients",
      right: "clients:read",
      tag,
      summary: "List clients, or get one by its id",
      answers: {
        200: {
          description: "A page of them, oldest first; with `id`, that one.",
          schema: z
            .union([z.array(LegacyClient), LegacyClient])
            .meta({ examples: [[{ id: 7, nome: "Dona Ivone Lara" }]] }),
          headers: ["link"],
        },
      },
      problems: ["not-found"],
    }),
    query(FindClient),
    async (c) => {
      const { id, ...page } = c.req.valid("query");
      if (id !== undefined) return c.json(toLegacy(await getClient(c.var.db, id)));
      const { items, nextCursor } = await listClients(c.var.db, { ...page, sort: "createdAt" });
      return c.json(items.map(toLegacy), 200, linkNext(c, { items, nextCursor }));
    },
  )
  .post(
    "/",
    operation({
      id: "createLegacyClient",
      right: "clients:write",
      tag,
      summary: "Create a client",
      answers: { 201: { description: "It was created.", schema: LegacyClient, headers: ["location"] } },
    }),
    body(LegacyNewClient),
    idempotent,
    async (c) => {
      const { nome } = c.req.valid("json");
      const input = { name: nome, email: null, phone: null, document: null };
      const client = await createClient(c.var.db, input, c.var.identity, c.var.idempotency);
      return c.json(toLegacy(client), 201, { location: `/client?id=${client.id}` });
    },
  );
