import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { Identity } from "./identity.ts";
import { Problem, type ProblemCode } from "./problem.ts";
import type { Right } from "./rights.ts";

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
  operation?: { id: string; right: Need; tag: string; summary: string; details?: string };
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

/** What a caller needs: a right, to be known at all, or nothing. */
export type Need = Right | "signed-in" | "nothing";

interface About extends NonNullable<Description["operation"]>, Pick<Description, "answers" | "problems"> {}

/**
 * Describes the operation whose route it stands in, and lets in who may do it: how it goes well, what it needs, and the
 * ways to fail that are its own; those of the checks beside it (`query`, `path`, `body`, `idempotent`, `ifMatch`) are
 * added. Throws `unauthenticated`, and `forbidden` with the name of the right that is missing.
 */
export function operation(
  about: About,
): MiddlewareHandler<{ Variables: { identity?: Identity | undefined } }> {
  const { answers = {}, problems = [], ...operation } = about;
  const { right } = operation;
  return described<MiddlewareHandler<{ Variables: { identity?: Identity | undefined } }>>(
    async (c, next) => {
      const identity = c.var.identity;
      if (right !== "nothing" && !identity)
        throw new Problem("unauthenticated", "Sign in, or send credentials.");
      if (right !== "nothing" && right !== "signed-in" && !identity?.rights.includes(right)) {
        throw new Problem("forbidden", `This needs the right ${right}, which you don't have.`);
      }
      await next();
    },
    {
      operation,
      answers,
      problems: [...problems, ...PROBLEMS_OF[right === "nothing" || right === "signed-in" ? right : "right"]],
    },
  );
}

const PROBLEMS_OF = {
  nothing: [],
  "signed-in": ["unauthenticated"],
  right: ["unauthenticated", "forbidden"],
} as const satisfies Record<string, ProblemCode[]>;
