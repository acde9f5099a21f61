import type { Context, MiddlewareHandler } from "hono";
import type { ServiceHono } from "../shared/service.ts";
import type { SalesEnv, SalesVariables } from "./env.ts";
import type { Act } from "./ledger.ts";
import { askNeighbours } from "./neighbours.ts";

type Hono = ServiceHono<SalesEnv, SalesVariables>;

/** Lets handlers ask the services beside this one (`c.var.neighbours`), as a part of the same request. */
export const knowNeighbours: MiddlewareHandler<Hono> = async (c, next) => {
  const headers = ["x-request-id", "traceparent"].flatMap((name) => {
    const value = c.req.header(name);
    return value === undefined ? [] : [[name, value]];
  });
  c.set(
    "neighbours",
    askNeighbours(c.env, Object.fromEntries(headers) as Record<string, string>, c.var.spending),
  );
  await next();
};

/** Who does what the request asks for, and now. */
export function actOf({ var: { identity, requestId } }: Context<Hono>): Act {
  return { by: identity, now: Date.now(), requestId };
}
