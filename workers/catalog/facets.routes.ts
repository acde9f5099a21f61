import * as z from "zod";
import { operation } from "../shared/describe.ts";
import { linkNext, pageOf, pageParameters, startParameter } from "../shared/lists.ts";
import { createRoutes } from "../shared/service.ts";
import { query } from "../shared/validation.ts";
import type { CatalogEnv, CatalogVariables } from "./env.ts";
import { FACETS, Facets, FacetValue, listFacetValues, MOST_FREQUENT, readFacets } from "./facets.ts";
import { kind } from "./list-parameters.ts";

const OfKind = z.strictObject({ kind });

const ListValues = z.strictObject({
  ...pageParameters,
  facet: z.enum(FACETS),
  kind,
  prefix: startParameter("How the value starts, without regard to case or accents.", "dona"),
});

const tag = "Products";

/** What lists can be narrowed to, and how many products that leaves; archived ones don't count. */
export const facets = createRoutes<CatalogEnv, CatalogVariables>()
  .get(
    "/facets",
    operation({
      id: "readFacets",
      right: "catalog:read",
      tag,
      summary: "List what products can be narrowed to",
      details: `The up to ${MOST_FREQUENT} most frequent values of each facet, with their counts. Values that differ in case or accents only are one. Archived products don't count.`,
      answers: { 200: { description: "The facets.", schema: Facets } },
    }),
    query(OfKind),
    async (c) => c.json(await readFacets(c.var.db, c.req.valid("query").kind)),
  )
  .get(
    "/facet-values",
    operation({
      id: "listFacetValues",
      right: "catalog:read",
      tag,
      summary: "List all values of a facet",
      details: "In alphabetical order: for the facets that have many.",
      answers: { 200: { description: "A page of them.", schema: pageOf(FacetValue), headers: ["link"] } },
    }),
    query(ListValues),
    async (c) => {
      const page = await listFacetValues(c.var.db, c.req.valid("query"));
      return c.json(page, 200, linkNext(c, page));
    },
  );
