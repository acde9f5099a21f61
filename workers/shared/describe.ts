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
  | "content-location"
  | "content-range"
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
  /** What may be sent, by media type. */
  body?: Record<string, z.ZodType>;
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

/** What a caller needs: a right, to be a person, to be known at all, or nothing. */
export type Need = Right | "person" | "signed-in" | "nothing";

interface About extends NonNullable<Description["operation"]>, Pick<Description, "answers" | "problems"> {}

type MaybeKnown = { Variables: { identity?: Identity | undefined } };

/**
 * Describes the operation whose route it stands in, and lets in who may do it: how it goes well, what it needs, and the
 * ways to fail that are its own; those of the checks beside it (`query`, `path`, `body`, `idempotent`, `ifMatch`) are
 * added. Throws `unauthenticated`, and `forbidden` with the name of the right that is missing.
 */
export function operation(about: About): MiddlewareHandler<MaybeKnown> {
  const { answers = {}, problems = [], ...operation } = about;
  const own: ProblemCode[] = NEEDS_NO_RIGHT[operation.right] ?? ["unauthenticated", "forbidden"];
  return described<MiddlewareHandler<MaybeKnown>>(
    async (c, next) => {
      requireNeed(operation.right, c.var.identity);
      await next();
    },
    { operation, answers, problems: [...problems, ...own] },
  );
}

const NEEDS_NO_RIGHT: Partial<Record<Need, ProblemCode[]>> = {
  nothing: [],
  "signed-in": ["unauthenticated"],
};

function requireNeed(need: Need, identity: Identity | undefined): void {
  if (need === "nothing") return;
  if (!identity) throw new Problem("unauthenticated", "Sign in, or send credentials.");
  if (need === "signed-in") return;
  if (need === "person") {
    if (identity.kind !== "person") throw new Problem("forbidden", "This is for people, not for keys.");
  } else if (!identity.rights.includes(need)) {
    throw new Problem("forbidden", `This needs the right ${need}, which you don't have.`);
  }
}
