import * as z from "zod";
import { linkNext, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { NewClient } from "./client.ts";
import { createClient, getClient } from "./clients.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { CLIENT_SORTS, listClients } from "./list-clients.ts";

const ListClients = z.strictObject({
  ...pageParameters,
  search: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(CLIENT_SORTS).optional(),
});

const ClientId = z.object({ id: wholeNumber(1) });

/** `/api/clients`: the people and firms a shop sells to. */
export const clients = createRoutes<ClientsEnv, ClientsVariables>()
  .get("/", query(ListClients), async (c) => {
    const page = await listClients(c.var.db, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  })
  .post("/", body(NewClient), async (c) => {
    const client = await createClient(c.var.db, c.req.valid("json"));
    return c.json(client, 201, { location: `/api/clients/${client.id}` });
  })
  .get("/:id", path(ClientId), async (c) => c.json(await getClient(c.var.db, c.req.valid("param").id)));
