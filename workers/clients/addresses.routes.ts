import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotent } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { Address, AddressChanges, NewAddress } from "./address.ts";
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

const tag = "Addresses";

const one = (description: string) => ({ 200: { description, schema: Address } });

/** `/api/clients/{id}/addresses`: one is primary while there is any. */
export const addresses = createRoutes<ClientsEnv, ClientsVariables>()
  .get(
    "/:id/addresses",
    operation({
      id: "listAddresses",
      right: "clients:read",
      tag,
      summary: "List a client's addresses",
      answers: {
        200: {
          description: "A page of them, the primary one first.",
          schema: pageOf(Address),
          headers: ["link"],
        },
      },
      problems: ["not-found"],
    }),
    path(ClientId),
    query(ListAddresses),
    async (c) => {
      const page = await listAddresses(c.var.db, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/:id/addresses",
    operation({
      id: "createAddress",
      right: "clients:write",
      tag,
      summary: "Add an address",
      details: "The first one is primary, whether it says so or not.",
      answers: { 201: { description: "It was added.", schema: Address, headers: ["location", "etag"] } },
      problems: ["not-found"],
    }),
    path(ClientId),
    body(NewAddress),
    idempotent,
    async (c) => {
      const { id } = c.req.valid("param");
      const { db, identity, idempotency } = c.var;
      const address = await createAddress(db, id, c.req.valid("json"), identity, idempotency);
      const location = `/api/clients/${id}/addresses/${address.id}`;
      return c.json(address, 201, { location, etag: etagOf(address) });
    },
  )
  .get(
    "/:id/addresses/:addressId",
    operation({
      id: "getAddress",
      right: "clients:read",
      tag,
      summary: "Get an address",
      answers: one("The address."),
      problems: ["not-found"],
    }),
    path(AddressId),
    versioned,
    async (c) => {
      const address = await getAddress(c.var.db, c.req.valid("param"));
      return c.json(address, 200, { etag: etagOf(address) });
    },
  )
  .patch(
    "/:id/addresses/:addressId",
    operation({
      id: "editAddress",
      right: "clients:write",
      tag,
      summary: "Edit an address",
      details: "What is left out stays as it is; null clears.",
      answers: one("The address as it is now."),
      problems: ["not-found"],
    }),
    path(AddressId),
    body(AddressChanges),
    ifMatch,
    async (c) => {
      const version = c.req.valid("header")["if-match"];
      const { db, identity } = c.var;
      const address = await editAddress(db, c.req.valid("param"), version, c.req.valid("json"), identity);
      return c.json(address, 200, { etag: etagOf(address) });
    },
  )
  .delete(
    "/:id/addresses/:addressId",
    operation({
      id: "deleteAddress",
      right: "clients:write",
      tag,
      summary: "Delete an address",
      details: "If it was the primary one, the next in the list is.",
      answers: { 204: { description: "It is gone." } },
      problems: ["not-found"],
    }),
    path(AddressId),
    async (c) => {
      await deleteAddress(c.var.db, c.req.valid("param"), c.var.identity);
      return c.body(null, 204);
    },
  )
  .post(
    "/:id/addresses/:addressId/primary",
    operation({
      id: "makeAddressPrimary",
      right: "clients:write",
      tag,
      summary: "Make an address the primary one",
      details: "If it is already, nothing changes.",
      answers: { 200: { description: "The address, now primary.", schema: Address, headers: ["etag"] } },
      problems: ["not-found"],
    }),
    path(AddressId),
    async (c) => {
      const address = await makePrimary(c.var.db, c.req.valid("param"), c.var.identity);
      return c.json(address, 200, { etag: etagOf(address) });
    },
  );
