import * as z from "zod";
import { answerVersion, editedVersion, etagOf } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { ClientChanges, NewClient } from "./client.ts";
import { createClient, editClient, getClient } from "./clients.ts";
import { eraseClient, exportPersonalData } from "./personal-data.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { CLIENT_SORTS, listClients } from "./list-clients.ts";

/** What narrows and orders a list of clients. */
export const clientFilters = {
  search: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(CLIENT_SORTS).optional(),
};

const ListClients = z.strictObject({ ...pageParameters, ...clientFilters });

const ClientId = z.object({ id: wholeNumber(1) });

/** `/api/clients`: the people and firms a shop sells to. */
export const clients = createRoutes<ClientsEnv, ClientsVariables>()
  .get("/", query(ListClients), async (c) => {
    const page = await listClients(c.var.db, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  })
  .post("/", body(NewClient), idempotent, async (c) => {
    const client = await createClient(c.var.db, c.req.valid("json"), c.var.idempotency);
    return c.json(client, 201, { location: `/api/clients/${client.id}`, etag: etagOf(client) });
  })
  .get("/:id", path(ClientId), async (c) =>
    answerVersion(c, await getClient(c.var.db, c.req.valid("param").id)),
  )
  .patch("/:id", path(ClientId), body(ClientChanges), async (c) => {
    const { id } = c.req.valid("param");
    const client = await editClient(c.var.db, id, editedVersion(c), c.req.valid("json"));
    return c.json(client, 200, { etag: etagOf(client) });
  })
  .post("/:id/erase", path(ClientId), async (c) => {
    const client = await eraseClient(c.var.db, c.req.valid("param").id, editedVersion(c));
    return c.json(client, 200, { etag: etagOf(client) });
  })
  .get("/:id/personal-data", path(ClientId), async (c) => {
    const { id } = c.req.valid("param");
    const data = await exportPersonalData(c.var.db, id);
    return c.json(data, 200, { "content-disposition": `attachment; filename="client-${id}.json"` });
  });
