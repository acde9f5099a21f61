import * as z from "zod";
import { createRoutes } from "../shared/service.ts";
import { body } from "../shared/validation.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";
import { findStates } from "./find-clients.ts";

const Asked = z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(1000) });

/**
 * `POST /internal/clients/find`: the service that sells asks it before it stores a purchase. Answers
 * `{ items: [{ id, status }] }`, without those that there aren't. A POST, so that the primary answers: whoever was just
 * created is found, and whoever was just deactivated is inactive.
 */
export const foundClients = createRoutes<ClientsEnv, ClientsVariables>().post("/", body(Asked), async (c) =>
  c.json(await findStates(c.var.db, c.req.valid("json").ids)),
);
