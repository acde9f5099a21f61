import { Validator } from "@cfworker/json-schema";
import type { ApiDescription, Operation, Schema } from "./openapi.ts";

/** What is checked: how a request was answered. */
interface Exchange {
  method: string;
  path: string;
  status: number;
  headers: Headers;
  body: unknown;
}

/**
 * Says how an answer breaks the API's own description, null if it doesn't: a status that isn't documented, a body that
 * isn't as described, or one with fields that the description doesn't know. For tests.
 */
export function findBreach(api: ApiDescription, exchange: Exchange): string | null {
  const { method, path, status, headers, body } = exchange;
  const found = findOperation(api, method, path);
  if (!found) return null; // 404 and 405: there is nothing to be described
  const at = `${method} ${path} answered ${status}`;
  const response = found.responses[status];
  if (!response) return `${at}, which isn't documented`;
  const mediaType = headers.get("content-type")?.split(";")[0];
  if (!response.content) return body === "" ? null : `${at} with a body, which isn't documented`;
  const content = response.content[mediaType ?? ""];
  if (!content) return `${at} as ${mediaType}, which isn't documented`;
  for (const name of Object.keys(response.headers ?? {})) {
    const optional = ["link", "idempotent-replayed", "x-d1-bookmark"].includes(name);
    if (!optional && !headers.has(name)) return `${at} without the header ${name}`;
  }
  const validator = validatorOf(content.schema, api);
  const values: unknown[] =
    mediaType === "application/x-ndjson"
      ? String(body)
          .split("\n")
          .filter((line) => line !== "") // after the last line break, and where there are none
          .map((line) => JSON.parse(line) as unknown)
      : [body];
  const errors = values.flatMap((value) => validator.validate(value).errors);
  if (errors.length === 0) return null;
  return `${at} with a body that isn't as documented: ${errors.map((e) => `${e.instanceLocation} ${e.error}`).join("; ")}`;
}

const validators = new WeakMap<object, Validator>();

/** What checks a body: made once of each schema, as that takes longer than to check. */
function validatorOf(schema: Schema, api: ApiDescription): Validator {
  const known = validators.get(schema) ?? new Validator(strict({ ...schema, components: api.components }));
  validators.set(schema, known);
  return known;
}

/** The operation of a path such as `/api/clients/7`. */
export function findOperation(api: ApiDescription, method: string, path: string): Operation | undefined {
  const name = path.replace(/(.)\/$/, "$1");
  const templates = Object.keys(api.paths).filter((template) =>
    new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(name),
  );
  const exact = templates.find((template) => template === name) ?? templates[0];
  return exact === undefined ? undefined : api.paths[exact]?.[method.toLowerCase()];
}

/** The same schema without room for fields that it doesn't name. */
function strict<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(strict) as T;
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const closed = "properties" in copy && !("additionalProperties" in copy) && copy["type"] === "object";
  return { ...copy, ...(closed && { additionalProperties: false }) } as T & Schema;
}
