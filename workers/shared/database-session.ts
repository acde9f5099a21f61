import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import { openD1 } from "./d1.ts";
import { type Database, type DatabaseEnv, openDatabase } from "./database.ts";
import { described } from "./describe.ts";
import { Problem } from "./problem.ts";
import type { ServiceHono } from "./service.ts";

const Bookmark = z.object({
  "x-d1-bookmark": z.string().max(2000).optional().meta({
    description:
      "What the answers before said in this header, a comma between those of several services: what you read is at least as new as that. Without it, a replica nearby may be some seconds behind.",
  }),
});

/**
 * Opens the database for a request (`c.var.db`) as a D1 session: a read may be served by any replica that has come as
 * far as the caller's `x-d1-bookmark`, a write goes to the primary. The answer says how far the caller has come, as
 * `service=bookmark`, because each service has a database of its own. libSQL has no bookmarks.
 */
export function databaseSession<Env extends DatabaseEnv>(service: string) {
  return described<MiddlewareHandler<ServiceHono<Env, { db: Database }>>>(
    async (c, next) => {
      const reads = c.req.method === "GET" || c.req.method === "HEAD";
      const known = findBookmark(c.req.header("x-d1-bookmark") ?? "", service);
      const session = c.env.DB?.withSession(reads ? (known ?? "first-unconstrained") : "first-primary");
      c.set("db", session ? openD1(session, c.var.spending) : openDatabase(c.env, c.var.spending));
      await next();
      const reached = session?.getBookmark();
      if (reached) c.res.headers.set("x-d1-bookmark", `${service}=${reached}`);
    },
    {
      parameters: { in: "header", schema: Bookmark },
      headers: ["x-d1-bookmark"],
      problems: ["invalid-parameter"],
    },
  );
}

function findBookmark(header: string, service: string): string | undefined {
  const own = header.split(",").find((entry) => entry.trim().startsWith(`${service}=`));
  const bookmark = own?.trim().slice(service.length + 1);
  if (bookmark === undefined || /^[0-9a-f]+(-[0-9a-f]+){3}$/.test(bookmark)) return bookmark;
  throw new Problem("invalid-parameter", `This x-d1-bookmark is none that ${service} gave out.`);
}
