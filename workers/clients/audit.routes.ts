import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { path, query } from "../shared/validation.ts";
import { ClientAuditEntry, listClientAudit } from "./client-audit.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";

const Paged = z.strictObject(pageParameters);

const ClientId = z.object({ id: wholeNumber(1) });

/** `/api/clients/{id}/audit`: who did what to a client. */
export const audit = createRoutes<ClientsEnv, ClientsVariables>().get(
  "/:id/audit",
  operation({
    id: "listClientAudit",
    right: "clients:read",
    tag: "Clients",
    summary: "List who changed a client or its addresses, and what",
    details:
      "Newest first. Imports are told as well. Of an erased client the entries stay, and the values are gone.",
    answers: { 200: { description: "A page of it.", schema: pageOf(ClientAuditEntry), headers: ["link"] } },
    problems: ["not-found"],
  }),
  path(ClientId),
  query(Paged),
  async (c) => {
    const page = await listClientAudit(c.var.db, c.req.valid("param").id, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  },
);
