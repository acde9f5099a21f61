import fc from "fast-check";
import { expect, it } from "vitest";
import type { OpenApi } from "../../workers/gateway/openapi.ts";
import type { Operation, Parameter } from "../../workers/shared/openapi.ts";
import { apiOf, createState, startStack } from "../stack.ts";
import { arbitraryOf } from "./arbitrary.ts";

interface Call {
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

it("2,000 requests made up from the document have documented answers, none a 5xx", async () => {
  await using state = await createState();
  await using stack = await startStack({ state: state.path });
  const api = apiOf(stack); // it fails where an answer isn't as the document has it
  const document = (await api.get("/api/openapi.json")).body as OpenApi;
  const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => callOf(path, method, operation, document)),
  );
  const statuses = new Map<number, number>();
  const atOnce = fc.array(fc.oneof(...calls), { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(atOnce, async (calls) => {
      await Promise.all(
        calls.map(async ({ method, path, headers, body }) => {
          const { status } = await api.send(method, path, body, headers);
          expect(status).toBeLessThan(500);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }),
      );
    }),
    { numRuns: 100, endOnFailure: true },
  );
  // Made up well enough to get in, too.
  for (const status of [200, 201, 204, 400, 404, 412, 415, 422, 428])
    expect([...statuses.keys()]).toContain(status);
});
