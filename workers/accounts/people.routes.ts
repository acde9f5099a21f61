import * as z from "zod";
import { AuditEntry, listAudit } from "../shared/audit-entries.ts";
import { operation } from "../shared/describe.ts";
import { etagOf, ifMatch, versioned } from "../shared/etag.ts";
import { idempotentBut } from "../shared/idempotency.ts";
import { linkNext, pageOf, pageParameters, wholeNumber } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { body, path, query } from "../shared/validation.ts";
import { editPerson } from "./edit-person.ts";
import type { AccountsEnv, AccountsVariables } from "./env.ts";
import { createHasher } from "./password.ts";
import { createPerson, getPerson, listPeople } from "./people.ts";
import { NewPerson, Person, PersonChanges } from "./person.ts";

const Paged = z.strictObject(pageParameters);

const PersonId = z.object({ id: wholeNumber(1) });

const tag = "People";

/** `/api/people`: those who may enter, for who lets them in. */
export const people = createRoutes<AccountsEnv, AccountsVariables>()
  .get(
    "/",
    operation({
      id: "listPeople",
      right: "people:manage",
      tag,
      summary: "List people",
      details: "By e-mail; the disabled ones too.",
      answers: { 200: { description: "A page of them.", schema: pageOf(Person), headers: ["link"] } },
    }),
    query(Paged),
    async (c) => {
      const page = await listPeople(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  )
  .post(
    "/",
    operation({
      id: "createPerson",
      right: "people:manage",
      tag,
      summary: "Let a person in",
      details: "With a first password, which they can change in their profile.",
      answers: { 201: { description: "They may enter.", schema: Person, headers: ["location", "etag"] } },
      problems: ["conflict"],
    }),
    body(NewPerson),
    idempotentBut("password"),
    async (c) => {
      const hasher = createHasher(c.env.PASSWORD_COST);
      const { identity, idempotency } = c.var;
      const person = await createPerson(c.var.db, hasher, c.req.valid("json"), identity, idempotency);
      return c.json(person, 201, { location: `/api/people/${person.id}`, etag: etagOf(person) });
    },
  )
  .get(
    "/:id",
    operation({
      id: "getPerson",
      right: "people:manage",
      tag,
      summary: "Get a person",
      answers: { 200: { description: "The person.", schema: Person } },
      problems: ["not-found"],
    }),
    path(PersonId),
    versioned,
    async (c) => {
      const person = await getPerson(c.var.db, c.req.valid("param").id);
      return c.json(person, 200, { etag: etagOf(person) });
    },
  )
  .patch(
    "/:id",
    operation({
      id: "editPerson",
      right: "people:manage",
      tag,
      summary: "Edit, disable or enable a person, or give them a new password",
      details:
        "What is left out stays as it is. A new password, or being disabled, ends their sessions. The last active owner stays one.",
      answers: { 200: { description: "The person as they are now.", schema: Person } },
      problems: ["not-found", "conflict"],
    }),
    path(PersonId),
    body(PersonChanges),
    ifMatch,
    async (c) => {
      const person = await editPerson(c.var.db, createHasher(c.env.PASSWORD_COST), {
        id: c.req.valid("param").id,
        version: c.req.valid("header")["if-match"],
        changes: c.req.valid("json"),
        by: c.var.identity,
      });
      return c.json(person, 200, { etag: etagOf(person) });
    },
  )
  .get(
    "/:id/audit",
    operation({
      id: "listPersonAudit",
      right: "people:manage",
      tag,
      summary: "List who changed a person, and what",
      details: "Newest first.",
      answers: { 200: { description: "A page of it.", schema: pageOf(AuditEntry), headers: ["link"] } },
    }),
    path(PersonId),
    query(Paged),
    async (c) => {
      const page = await listAudit(c.var.db, "person", c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
