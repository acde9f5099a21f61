import type { Env, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import { described } from "./describe.ts";
import { type InputError, Problem, type ProblemCode } from "./problem.ts";

const JSON_LIMIT_BYTES = 64 * 1024;

type Validated<Target extends string, S extends z.ZodType> = {
  in: { [K in Target]: z.input<S> };
  out: { [K in Target]: z.output<S> };
};

/** Checks the query string; every parameter may stand once, and unknown ones are refused. */
export function query<S extends z.ZodType>(schema: S): MiddlewareHandler<Env, string, Validated<"query", S>> {
  const check: MiddlewareHandler<Env, string, Validated<"query", S>> = async (c, next) => {
    const given = c.req.queries();
    const once = Object.entries(given).map(([name, values]) => [
      name,
      values.length > 1 ? values : values[0],
    ]);
    c.req.addValidatedData("query", parse(schema, Object.fromEntries(once), "invalid-parameter") as object);
    await next();
  };
  return described(check, { parameters: { in: "query", schema }, problems: ["invalid-parameter"] });
}

/** Checks the parameters in the path. */
export function path<S extends z.ZodType>(schema: S): MiddlewareHandler<Env, string, Validated<"param", S>> {
  const check: MiddlewareHandler<Env, string, Validated<"param", S>> = async (c, next) => {
    c.req.addValidatedData("param", parse(schema, c.req.param(), "invalid-parameter") as object);
    await next();
  };
  return described(check, { parameters: { in: "path", schema }, problems: ["invalid-parameter"] });
}

/** Checks a JSON body, of up to 64 KiB unless it is said: 415, 413, 400 and 422 for the wrong type, size, syntax and content. */
export function body<S extends z.ZodType>(
  schema: S,
  maxBytes = JSON_LIMIT_BYTES,
): MiddlewareHandler<Env, string, Validated<"json", S>> {
  const limited = limitTo(maxBytes);
  const check: MiddlewareHandler<Env, string, Validated<"json", S>> = async (c, next) => {
    if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
      throw new Problem("unsupported-media-type", "Send the body as application/json.", {
        headers: { accept: "application/json" },
      });
    }
    await limited(c, async () => {
      const json = parseJson(await c.req.arrayBuffer());
      c.req.addValidatedData("json", parse(schema, json, "invalid-body") as object);
      await next();
    });
  };
  return described(check, {
    body: { "application/json": schema },
    problems: ["invalid-json", "body-too-large", "unsupported-media-type", "invalid-body"],
  });
}

/**
 * Lets a body of up to `maxBytes` pass, unread: 415 and 413 for the wrong type and size. `accepted` tells of it by media
 * type; `image/*` is any of that kind.
 */
export function rawBody(maxBytes: number, accepted: Record<string, z.ZodType>): MiddlewareHandler {
  const limited = limitTo(maxBytes);
  const accept = Object.keys(accepted).join(", ");
  const check: MiddlewareHandler = async (c, next) => {
    // What says nothing of its type is bytes (RFC 9110, section 8.3).
    const type = mediaTypeOf(c.req.header("content-type")) || "application/octet-stream";
    if (type in accepted || type.replace(/\/.*/, "/*") in accepted) return limited(c, next);
    throw new Problem("unsupported-media-type", `Send the body as ${accept}.`, { headers: { accept } });
  };
  return described(check, {
    body: accepted,
    problems: ["body-too-large", "unsupported-media-type", "invalid-body"],
  });
}

/** A media type without its parameters; empty where there is none. */
export function mediaTypeOf(header: string | null | undefined): string {
  return (header ?? "").split(";")[0]!.trim().toLowerCase();
}

function limitTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("body-too-large", `The body may have up to ${maxSize} bytes.`);
    },
  });
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (error) {
    throw new Problem("invalid-json", `The body can't be read as JSON: ${(error as Error).message}`);
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown, code: ProblemCode): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = listErrors(result.error);
  throw new Problem(code, errors.map((e) => `${e.pointer}: ${e.detail}`).join("; "), { errors });
}

/** What a schema found wrong, value by value. Needs `reportInput: true`, to tell what is missing from what is wrong. */
export function listErrors(error: z.core.$ZodError): InputError[] {
  return error.issues.flatMap(toInputErrors);
}

function toInputErrors(issue: z.core.$ZodIssue): InputError[] {
  const at = (...more: PropertyKey[]) =>
    [...issue.path, ...more]
      .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        pointer: at(key),
        code: "unknown",
        detail: "There is no such field.",
      }));
    case "invalid_type":
      if (issue.input === undefined)
        return [{ pointer: at(), code: "required", detail: "This is required." }];
      if (Array.isArray(issue.input))
        return [{ pointer: at(), code: "type", detail: `Give one ${issue.expected}.` }];
      return [{ pointer: at(), code: "type", detail: `This must be of type ${issue.expected}.` }];
    case "invalid_union":
      // Of a discriminated union, the field that tells which one it is.
      if (isMissing(issue)) return [{ pointer: at(), code: "required", detail: "This is required." }];
      return [{ pointer: at(), code: "invalid", detail: `${issue.message}.` }];
    case "too_small":
    case "too_big":
    case "invalid_format":
      return [{ pointer: at(), code: issue.code, detail: `${issue.message}.` }];
    case "custom":
      return [{ pointer: at(), code: String(issue.params?.code ?? "invalid"), detail: issue.message }];
    default:
      return [{ pointer: at(), code: "invalid", detail: `${issue.message}.` }];
  }
}

function isMissing({ input, path }: z.core.$ZodIssueInvalidUnion): boolean {
  const key = path.at(-1);
  return key !== undefined && typeof input === "object" && input !== null && !(key in input);
}
