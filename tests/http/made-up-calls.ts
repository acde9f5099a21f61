import fc from "fast-check";
import type { OpenApi } from "../../workers/gateway/openapi.ts";
import type { Operation, Parameter } from "../../workers/shared/openapi.ts";
import { arbitraryOf } from "./arbitrary.ts";

export interface Call {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Header values can't hold more than this. */
const ascii = fc.string({ unit: "grapheme-ascii", maxLength: 300 });

/** Mostly what the parameter takes, sometimes anything. */
function valueOf({ in: place, name, schema }: Parameter, api: OpenApi): fc.Arbitrary<string> {
  const isHeader = place === "header";
  const any = arbitraryOf(schema, api.components.schemas).map(String);
  const documented = isHeader ? any.filter((text) => /^[\x20-\x7e]*$/.test(text)) : any;
  const likely = { id: ["1", "2", "3"], addressId: ["1", "2"], "if-match": ['"1"', '"2"'] }[name];
  return fc.oneof(
    { arbitrary: likely ? fc.constantFrom(...likely) : documented, weight: 6 },
    { arbitrary: documented, weight: 1 },
    { arbitrary: isHeader ? ascii : fc.string({ unit: "binary", maxLength: 300 }), weight: 1 },
  );
}

function bodyOf(operation: Operation, api: OpenApi): fc.Arbitrary<[mediaType: string, body: string]> {
  const [mediaType, content] = Object.entries(operation.requestBody!.content)[0]!;
  const isJson = mediaType === "application/json";
  const documented = arbitraryOf(content.schema, api.components.schemas).map((value) =>
    isJson ? JSON.stringify(value) : String(value),
  );
  return fc.tuple(
    fc.oneof(
      { arbitrary: fc.constant(mediaType), weight: 12 },
      {
        arbitrary: fc.constantFrom("text/plain", "application/xml", `${mediaType}; charset=utf-8`),
        weight: 1,
      },
    ),
    fc.oneof(
      { arbitrary: documented, weight: 6 },
      { arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)), weight: 1 },
      { arbitrary: fc.string({ unit: "binary", maxLength: 2000 }), weight: 1 },
    ),
  );
}

/** Calls of every operation of a document. */
export function callsOf(api: OpenApi): fc.Arbitrary<Call> {
  const calls = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => callOf(path, method, operation, api)),
  );
  return fc.oneof(...calls);
}

/** A call of an operation with some of its parameters, and sometimes one that it doesn't have. */
function callOf(path: string, method: string, operation: Operation, api: OpenApi): fc.Arbitrary<Call> {
  const values = (operation.parameters ?? []).map((parameter) =>
    fc.option(valueOf(parameter, api), { nil: undefined, freq: parameter.in === "path" ? 1000 : 2 }),
  );
  const unknown = fc.constantFrom("none=1", ...Array.from({ length: 20 }, () => undefined));
  const body = operation.requestBody ? bodyOf(operation, api) : fc.constant(undefined);
  return fc.tuple(fc.tuple(...values), unknown, body).map(([values, unknown, body]) => {
    const given = (operation.parameters ?? []).flatMap((parameter, i) =>
      values[i] === undefined ? [] : [{ ...parameter, value: values[i] }],
    );
    const query = given
      .filter((parameter) => parameter.in === "query")
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
    const search = [...query, ...(unknown ? [unknown] : [])].join("&");
    const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(given.find((parameter) => parameter.name === name)?.value || "0").replace(
        /^\.+$/,
        "0",
      ),
    );
    return {
      method: method.toUpperCase(),
      path: search ? `${at}?${search}` : at,
      headers: {
        ...Object.fromEntries(
          given.filter((parameter) => parameter.in === "header").map(({ name, value }) => [name, value]),
        ),
        ...(body && { "content-type": body[0] }),
      },
      body: body?.[1],
    };
  });
}
