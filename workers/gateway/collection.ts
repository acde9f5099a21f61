import type { Operation, Parameter } from "../shared/openapi.ts";
import type { OpenApi } from "./openapi.ts";

interface Variable {
  key: string;
  value: string;
  description?: string;
  disabled?: boolean;
}

interface Item {
  name: string;
  request: {
    method: string;
    description: string;
    header: Variable[];
    url: { raw: string; host: string[]; path: string[]; query: Variable[]; variable: Variable[] };
    body?: { mode: "raw"; raw: string; options: { raw: { language: "json" | "text" } } };
  };
  response: [];
}

/** A collection in Postman's format 2.1, which Insomnia, Bruno and Hoppscotch import too. */
export interface Collection {
  info: { name: string; description: string; schema: string };
  item: { name: string; description: string; item: Item[] }[];
  variable: Variable[];
}

/** Makes the requests of a collection, a folder per tag, from the API's description; `baseUrl` is a variable of it. */
export function toCollection(api: OpenApi): Collection {
  const items = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      tag: operation.tags[0],
      item: toItem(method.toUpperCase(), path, operation),
    })),
  );
  return {
    info: {
      name: api.info.title,
      description: api.info.description,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    item: api.tags.map(({ name, description }) => ({
      name,
      description,
      item: items.filter(({ tag }) => tag === name).map(({ item }) => item),
    })),
    variable: [{ key: "baseUrl", value: api.servers[0]?.url ?? "" }],
  };
}

function toItem(method: string, path: string, operation: Operation): Item {
  const { parameters = [], requestBody, summary, description = "" } = operation;
  const segments = path
    .slice(1)
    .replaceAll(/\{(\w+)\}/g, ":$1")
    .split("/");
  const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const isJson = mediaType === "application/json";
  return {
    name: summary,
    request: {
      method,
      description,
      header: [
        ...(mediaType ? [{ key: "content-type", value: mediaType }] : []),
        ...parameters.filter((parameter) => parameter.in === "header").map(toVariable),
      ],
      url: {
        raw: `{{baseUrl}}/${segments.join("/")}`,
        host: ["{{baseUrl}}"],
        path: segments,
        query: parameters.filter((parameter) => parameter.in === "query").map(toVariable),
        variable: parameters.filter((parameter) => parameter.in === "path").map(toVariable),
      },
      ...(content && {
        body: {
          mode: "raw",
          raw: isJson ? JSON.stringify(content.example, null, 2) : String(content.example ?? ""),
          options: { raw: { language: isJson ? "json" : "text" } },
        },
      }),
    },
    response: [],
  };
}

/** What isn't required waits, switched off, to be used. */
function toVariable({ name, required, description, schema }: Parameter): Variable {
  const examples = schema["examples"];
  const example: unknown = Array.isArray(examples) ? examples[0] : schema["default"];
  return {
    key: name,
    value: String(example ?? ""),
    ...(description && { description }),
    ...(!required && { disabled: true }),
  };
}
