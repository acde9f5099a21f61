import * as z from "zod";
import { answerVersion, editedVersion, etagOf } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { AddressChanges, NewAddress } from "./address.ts";
import {
  createAddress,
  deleteAddress,
  editAddress,
  getAddress,
  listAddresses,
  makePrimary,
} from "./addresses.ts";
import type { ClientsEnv, ClientsVariables } from "./env.ts";

const ListAddresses = z.strictObject(pageParameters);

const ClientId = z.object({ id: wholeNumber(1) });

const AddressId = z.object({ id: wholeNumber(1), addressId: wholeNumber(1) });

/** `/api/clients/{id}/addresses`: one is primary while there is any. */
export const addresses = createRoutes<ClientsEnv, ClientsVariables>()
  .get("/:id/addresses", path(ClientId), query(ListAddresses), async (c) => {
    const page = await listAddresses(c.var.db, c.req.valid("param").id, c.req.valid("query"));
    return c.json(page, 200, linkNext(c, page));
  })
  .post("/:id/addresses", path(ClientId), body(NewAddress), idempotent, async (c) => {
    const { id } = c.req.valid("param");
    const address = await createAddress(c.var.db, id, c.req.valid("json"), c.var.idempotency);
    const location = `/api/clients/${id}/addresses/${address.id}`;
    return c.json(address, 201, { location, etag: etagOf(address) });
  })
  .get("/:id/addresses/:addressId", path(AddressId), async (c) =>
    answerVersion(c, await getAddress(c.var.db, c.req.valid("param"))),
  )
  .patch("/:id/addresses/:addressId", path(AddressId), body(AddressChanges), async (c) => {
    const address = await editAddress(c.var.db, c.req.valid("param"), editedVersion(c), c.req.valid("json"));
    return c.json(address, 200, { etag: etagOf(address) });
  })
  .delete("/:id/addresses/:addressId", path(AddressId), async (c) => {
    await deleteAddress(c.var.db, c.req.valid("param"));
    return c.body(null, 204);
  })
  .post("/:id/addresses/:addressId/primary", path(AddressId), async (c) => {
    const address = await makePrimary(c.var.db, c.req.valid("param"));
    return c.json(address, 200, { etag: etagOf(address) });
  });
