import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { ProblemCode } from "./problem.ts";

/** An answer that goes well. `schema` is of its JSON body, or of a text where `mediaType` says so; 204 and 304 have none. */
export interface Answer {
  description: string;
  schema?: z.ZodType;
  mediaType?: string;
  /** What `Accept` can bring in place of it: a schema per media type, of each line for `application/x-ndjson`. */
  also?: Record<string, z.ZodType>;
  headers?: HeaderName[];
}

/** The headers that answers carry for programs; `openapi.ts` says what each is. */
export type HeaderName =
  | "content-disposition"
  | "etag"
  | "idempotent-replayed"
  | "link"
  | "location"
  | "set-cookie"
  | "x-d1-bookmark";

/** What one handler of a route says of it: the operation itself, or what a check at the door adds to each. */
export interface Description {
  operation?: { id: string; tag: string; summary: string; details?: string };
  /** An object schema, a parameter for each of its properties. */
  parameters?: { in: "query" | "path" | "header"; schema: z.ZodType };
  body?: { mediaType: string; schema: z.ZodType };
  answers?: Record<number, Answer>;
  /** Headers that the check adds to the answers that have a body. */
  headers?: HeaderName[];
  problems?: ProblemCode[];
}

const descriptions = new WeakMap<object, Description>();

/** Makes a handler say what it adds to the API's description, so that what checks and what is told are one thing. */
export function described<H extends object>(handler: H, description: Description): H {
  descriptions.set(handler, description);
  return handler;
}

export function descriptionOf(handler: object): Description | undefined {
  return descriptions.get(handler);
}

/**
 * Describes the operation whose route it stands in: how it goes well, and the ways to fail that are its own; those of
 * the checks beside it (`query`, `path`, `body`, `idempotent`, `ifMatch`) are added.
 */
export function operation(
  about: NonNullable<Description["operation"]> & Pick<Description, "answers" | "problems">,
): MiddlewareHandler {
  const { answers, problems, ...operation } = about;
  return described<MiddlewareHandler>((_c, next) => next(), {
    operation,
    ...(answers && { answers }),
    ...(problems && { problems }),
  });
}
