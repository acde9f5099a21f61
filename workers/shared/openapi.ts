import type { RouterRoute } from "hono/types";
import * as z from "zod";
import { type Answer, type Description, descriptionOf, type HeaderName } from "./describe.ts";
import { ProblemBody, type ProblemCode, statusOf, titleOf } from "./problem.ts";

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it. */
export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: "query" | "path" | "header";
  required?: boolean;
  description?: string;
  schema: Schema;
}

interface MediaType {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  /** Empty for what needs nobody to be known. */
  security?: [];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, MediaType> };
  responses: Record<
    string,
    { description: string; headers?: Record<string, Schema>; content?: Record<string, MediaType> }
  >;
}

/** What a service says of its own operations; the gateway makes one document of all. */
export interface ApiDescription {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; headers: Record<string, object> };
}

const text = { type: "string" };
const HEADERS: Record<HeaderName, { description: string; schema: Schema }> = {
  "content-disposition": { description: "The name to save the file under.", schema: text },
  "content-location": { description: "Where the same can be had again.", schema: text },
  "content-range": { description: "Which bytes of the file these are.", schema: text },
  etag: { description: "The version, for `If-Match` and `If-None-Match`.", schema: text },
  "idempotent-replayed": {
    description: "`true` where this is the answer of an earlier request with the same key.",
    schema: { type: "string", const: "true" },
  },
  link: { description: 'The next page as `rel="next"` (RFC 8288), while there is one.', schema: text },
  location: { description: "Where to find it.", schema: text },
  "set-cookie": { description: "The session's cookie, for browsers to keep or forget.", schema: text },
  "x-d1-bookmark": {
    description: "How far you have come: send it with your next reads, to find your own writes.",
    schema: text,
  },
};

/**
 * Reads the description of a service off its routes: each has one `operation`, and the schemas that check it. Paths
 * under `/internal/` are left out. Throws for a route without an operation, so that none is forgotten.
 */
export function describeRoutes(routes: RouterRoute[], tags: Record<string, string>): ApiDescription {
  const api: ApiDescription = {
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: {},
    components: { schemas: {}, headers: {} },
  };
  const own = routes.filter(({ method, path }) => method !== "ALL" && !path.startsWith("/internal/"));
  for (const [name, handlers] of Map.groupBy(own, ({ method, path }) => `${method} ${path}`)) {
    const { method, path } = handlers[0]!;
    const around = routes.filter((route) => route.method === "ALL" && covers(route.path, path));
    const parts = [...around, ...handlers].flatMap(({ handler }) => descriptionOf(handler) ?? []);
    const operations = (api.paths[path.replace(/:(\w+)/g, "{$1}")] ??= {});
    operations[method.toLowerCase()] = describeOperation(name, parts, api.components);
  }
  return api;
}

/** Whether what stands at `pattern` is passed on the way to `path`: `/api/alerts/*` is of `/api/alerts` too. */
function covers(pattern: string, path: string): boolean {
  if (!pattern.endsWith("*")) return pattern === path;
  const folder = pattern.slice(0, -1);
  return `${path}/`.startsWith(folder);
}

function describeOperation(
  name: string,
  parts: Description[],
  components: ApiDescription["components"],
): Operation {
  const about = parts.find((part) => part.operation)?.operation;
  if (!about) throw new Error(`${name} has no operation(): nobody could know what it does.`);
  const needs = about.right.includes(":") ? `Needs the right \`${about.right}\`.` : undefined;
  const description = [about.details, needs].filter(Boolean).join(" ");
  const parameters = parts.flatMap((part) => toParameters(part, components));
  const body = parts.find((part) => part.body)?.body;
  const added = parts.flatMap((part) => part.headers ?? []);
  const answers = parts.flatMap((part) => Object.entries(part.answers ?? {}));
  return {
    operationId: about.id,
    tags: [about.tag],
    summary: about.summary,
    ...(description && { description }),
    ...(about.right === "nothing" && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          Object.entries(body).map(([type, schema]) => [type, toMediaType(schema, "input", components)]),
        ),
      },
    }),
    responses: {
      ...Object.fromEntries(
        answers.map(([status, answer]) => [status, toResponse(answer, added, components)]),
      ),
      ...toProblemResponses(new Set(parts.flatMap((part) => part.problems ?? [])), components),
    },
  };
}

function toParameters({ parameters }: Description, components: ApiDescription["components"]): Parameter[] {
  if (!parameters) return [];
  const { properties, required = [] } = toSchema(parameters.schema, "input", components) as {
    properties: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: parameters.in,
    ...(required.includes(name) && { required: true }),
    ...(typeof description === "string" && { description }),
    schema,
  }));
}

function toResponse(
  answer: Answer,
  added: HeaderName[],
  components: ApiDescription["components"],
): Operation["responses"][string] {
  const { description, schema, mediaType = "application/json" } = answer;
  const headers = [...(answer.headers ?? []), ...(schema ? added : [])];
  for (const header of headers) components.headers[header] = HEADERS[header];
  return {
    description,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(
        headers.map((header) => [header, { $ref: `#/components/headers/${header}` }]),
      ),
    }),
    ...(schema && {
      content: Object.fromEntries(
        Object.entries({ [mediaType]: schema, ...answer.also }).map(([type, schema]) => [
          type,
          toMediaType(schema, "output", components),
        ]),
      ),
    }),
  };
}

/** One answer per status, with an example per way to come to it. */
function toProblemResponses(
  codes: Set<ProblemCode>,
  components: ApiDescription["components"],
): Operation["responses"] {
  const schema = toSchema(ProblemBody, "output", components);
  const byStatus = Map.groupBy(codes, statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const examples = codes.map((code) => {
        const value = {
          type: `urn:fachada:problem:${code}`,
          code,
          title: titleOf(code),
          status,
          detail: "…",
        };
        return [code, { value }] as const;
      });
      const description = `${codes.map(titleOf).join("; or: ")}.`;
      const content = { "application/problem+json": { schema, examples: Object.fromEntries(examples) } };
      return [status, { description, content }];
    }),
  );
}

function toMediaType(
  schema: z.ZodType,
  io: "input" | "output",
  components: ApiDescription["components"],
): MediaType {
  const example = schema.meta()?.examples;
  return {
    schema: toSchema(schema, io, components),
    ...(Array.isArray(example) && { example: example[0] as unknown }),
  };
}

/** Converts a schema; those with an id go to the components and are referred to. */
function toSchema(
  schema: z.ZodType,
  io: "input" | "output",
  components: ApiDescription["components"],
): Schema {
  const { $schema: _, $defs = {}, ...converted } = z.toJSONSchema(schema, { io, override: refine });
  Object.assign(components.schemas, pointToComponents($defs));
  return pointToComponents(converted);

  function refine({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
    // Numbers of a query string are told as numbers, not as the text they come in.
    if (jsonSchema.type === "integer") delete jsonSchema.pattern;
    // An answer may gain fields: who reads it should not break.
    if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    // A format says it better than the expression that checks it.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  }
}

function pointToComponents<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;
}
