import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { CreatedKey, Key, NewKey } from "./key.ts";
import { createKey, getKey, listKeys, revokeKey } from "./keys.ts";

const ListKeys = z.strictObject(pageParameters);

const KeyId = z.object({ id: wholeNumber(1) });

const tag = "Keys";

/** `/api/keys`: what machines enter with. */
export const keys = createRoutes<AccountsEnv, AccountsVariables>()
  .get(
    "/",
    operation({
      id: "listKeys",
      right: "keys:manage",
      tag,
      summary: "List keys",
      details: "Newest first; the revoked ones too.",
      answers: { 200: { description: "A page of them.", schema: pageOf(Key), headers: ["link"] } },
    }),
    query(ListKeys),
    async (c) => {
      const page = await listKeys(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createKey",
      right: "keys:manage",
      tag,
      summary: "Make a key",
      details:
        "The answer shows the whole key, this once: only its hash is kept. So there is no `Idempotency-Key` here; if the answer is lost, revoke the key and make another.",
      answers: { 201: { description: "It was made.", schema: CreatedKey, headers: ["location"] } },
    }),
    body(NewKey),
    async (c) => {
      const key = await createKey(c.var.db, c.req.valid("json"), c.var.identity);
      return c.json(key, 201, { location: `/api/keys/${key.id}` });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getKey",
      right: "keys:manage",
      tag,
      summary: "Get a key",
      details: "Without its secret.",
      answers: { 200: { description: "The key.", schema: Key } },
      problems: ["not-found"],
    }),
    path(KeyId),
    async (c) => c.json(await getKey(c.var.db, c.req.valid("param").id)),
  )
  .delete(
    "/:id",
    operation({
      id: "revokeKey",
      right: "keys:manage",
      tag,
      summary: "Revoke a key",
      details: "For good, within 30 seconds everywhere. It stays in the list.",
      answers: { 204: { description: "It opens nothing any more." } },
      problems: ["not-found"],
    }),
    path(KeyId),
    async (c) => {
      await revokeKey(c.var.db, c.req.valid("param").id, c.var.identity);
      return c.body(null, 204);
    },
  );
