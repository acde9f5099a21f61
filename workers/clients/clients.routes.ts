import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, orIds, pageOf, pageParameters, startParameter, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { Client, ClientChanges, NewClient } from "./client.ts";
import { createClient, editClient, getClient } from "./clients.ts";
import { eraseClient, exportPersonalData, PersonalData } from "./personal-data.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { CLIENT_SORTS, findClients, listClients } from "./list-clients.ts";

/** What narrows and orders a list of clients. */
export const clientFilters = {
  search: startParameter(
    "Words, each the start of a word of the name, without regard to case or accents. The list comes in an order of its own unless `sort` is given.",
    "ivone",
  ),
  sort: z.enum(CLIENT_SORTS).optional().describe("`-createdAt`, newest first, unless it is said."),
};

const ListClients = orIds({ ...pageParameters, ...clientFilters }, "Inactive and erased ones too.");

const ClientId = z.object({ id: wholeNumber(1) });

const tag = "Clients";

/** `/api/clients`: the people and firms a shop sells to. */
export const clients = createRoutes<ClientsEnv, ClientsVariables>()
  .get(
    "/",
    operation({
      id: "listClients",
      right: "clients:read",
      tag,
      summary: "List clients",
      details: "With `Accept: text/csv` the whole list comes as CSV, as from `/api/clients.csv`.",
      answers: {
        200: {
          description: "A page of them.",
          schema: pageOf(Client),
          also: { "text/csv": z.string() },
          headers: ["link"],
        },
      },
    }),
    query(ListClients),
    async (c) => {
      const { ids, ...input } = c.req.valid("query");
      const page = ids ? await findClients(c.var.db, ids) : await listClients(c.var.db, input);
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createClient",
      right: "clients:write",
      tag,
      summary: "Create a client",
      answers: { 201: { description: "It was created.", schema: Client, headers: ["location", "etag"] } },
      problems: ["conflict"],
    }),
    body(NewClient),
    idempotent,
    async (c) => {
      const { db, identity, idempotency } = c.var;
      const client = await createClient(db, c.req.valid("json"), identity, idempotency);
      return c.json(client, 201, { location: `/api/clients/${client.id}`, etag: etagOf(client) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getClient",
      right: "clients:read",
      tag,
      summary: "Get a client",
      answers: { 200: { description: "The client.", schema: Client } },
      problems: ["not-found"],
    }),
    path(ClientId),
    versioned,
    async (c) => {
      const client = await getClient(c.var.db, c.req.valid("param").id);
      return c.json(client, 200, { etag: etagOf(client) });
    },
  )
  .patch(
    "/:id",
    operation({
      id: "editClient",
      right: "clients:write",
      tag,
      summary: "Edit, deactivate or activate a client",
      details: "What is left out stays as it is; null clears.",
      answers: { 200: { description: "The client as it is now.", schema: Client } },
      problems: ["not-found", "conflict"],
    }),
    path(ClientId),
    body(ClientChanges),
    ifMatch,
    async (c) => {
      const { id } = c.req.valid("param");
      const version = c.req.valid("header")["if-match"];
      const client = await editClient(c.var.db, id, version, c.req.valid("json"), c.var.identity);
      return c.json(client, 200, { etag: etagOf(client) });
    },
  )
  .post(
    "/:id/erase",
    operation({
      id: "eraseClient",
      right: "clients:erase",
      tag,
      summary: "Erase a client's personal data",
      details:
        "Name, contacts, document and addresses go for ever (LGPD, art. 18), in the audit trail too; id and times stay, for the history that names them.",
      answers: { 200: { description: "What is left.", schema: Client } },
      problems: ["not-found"],
    }),
    path(ClientId),
    ifMatch,
    async (c) => {
      const { id } = c.req.valid("param");
      const version = c.req.valid("header")["if-match"];
      const client = await eraseClient(c.var.db, id, version, c.var.identity);
      return c.json(client, 200, { etag: etagOf(client) });
    },
  )
  .get(
    "/:id/personal-data",
    operation({
      id: "exportPersonalData",
      right: "clients:read",
      tag,
      summary: "Export all that is kept of a person",
      details: "As a file (LGPD, art. 18: access and portability).",
      answers: { 200: { description: "The file.", schema: PersonalData, headers: ["content-disposition"] } },
      problems: ["not-found"],
    }),
    path(ClientId),
    async (c) => {
      const { id } = c.req.valid("param");
      const data = await exportPersonalData(c.var.db, id);
      return c.json(data, 200, { "content-disposition": `attachment; filename="client-${id}.json"` });
    },
  );
